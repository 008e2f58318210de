"""Tests of foundation/jobs."""
