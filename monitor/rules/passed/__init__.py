"""Which tests of rules passed already: analysing their articles at every start would cost seconds."""
