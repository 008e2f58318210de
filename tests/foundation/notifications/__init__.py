"""Tests of foundation/notifications."""
