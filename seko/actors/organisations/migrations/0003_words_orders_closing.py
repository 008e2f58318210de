"""Keep the words of names, places in a Serbian list, and when an organisation was closed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_names_successors_invitations'),
    ]

    operations = [
        migrations.AddField('organisation', 'name_alike', models.CharField(blank=True, db_index=True, default='', max_length=200), preserve_default=False),
        migrations.AddField('organisation', 'town_key', models.CharField(blank=True, db_index=True, default='', max_length=80), preserve_default=False),
        migrations.AddField('organisation', 'order_sr', models.BinaryField(default=b'')),
        migrations.AddField('organisation', 'order_latn', models.BinaryField(default=b'')),
        migrations.AddField('organisation', 'order_en', models.BinaryField(default=b'')),
        migrations.AddField('organisation', 'closed_at', models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='name_words', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['word', 'organisation'], name='name_word')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'word'), name='one_name_word')],
            },
        ),
        migrations.AddIndex('organisation', models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['order_sr', 'id'], name='listed_order_sr')),
        migrations.AddIndex('organisation', models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['order_latn', 'id'], name='listed_order_latn')),
        migrations.AddIndex('organisation', models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['order_en', 'id'], name='listed_order_en')),
        migrations.AddConstraint('organisation', models.UniqueConstraint(condition=models.Q(models.Q(('name_skeleton', ''), _negated=True), ('merged_into__isnull', True), ('ended_on__isnull', True)), fields=('name_skeleton',), name='one_look')),
    ]
