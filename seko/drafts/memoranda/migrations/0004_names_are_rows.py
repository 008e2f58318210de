"""The names that are rows now go from the memorandum itself."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('memoranda', '0003_parties_of_history'),
    ]

    operations = [
        migrations.RemoveField(model_name='memorandum', name='party_names'),
        migrations.RemoveField(model_name='memorandum', name='state_party_sr'),
        migrations.RemoveField(model_name='memorandum', name='state_party_en'),
    ]
