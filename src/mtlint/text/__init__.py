"""Pure helpers on text: tokens, views, language profiles, scripts, alignment."""
