"""The memoranda that were entered as history get their parties as rows, and their state."""

from django.db import migrations


def move(apps, schema_editor):
    Memorandum = apps.get_model("memoranda", "Memorandum")
    Party = apps.get_model("memoranda", "Party")
    for row in Memorandum.objects.all():
        names = [("state", row.state_party_sr, row.state_party_en)]
        names += [("civil", name, "") for name in row.party_names]
        Party.objects.bulk_create(
            Party(memorandum=row, order=order, side=side, name=name, name_en=english, signed_on=row.signed_on)
            for order, (side, name, english) in enumerate(names)
            if name
        )
        row.status = "in-force"
        row.save(update_fields=["status"])


class Migration(migrations.Migration):

    dependencies = [
        ('memoranda', '0002_agreements'),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
