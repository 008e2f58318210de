"""The timetable, the stage, opening and concluding."""
