"""What several pages say of consultations and comments: titles, counts, dates, chains, places."""
