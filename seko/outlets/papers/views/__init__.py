"""Pages and files of a consultation in Word and Excel."""
