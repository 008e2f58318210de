"""The institution's answers, their approval, the authors' replies."""
