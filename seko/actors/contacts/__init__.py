"""Contact points for cooperation with civil society organisations: national, provincial, local."""
