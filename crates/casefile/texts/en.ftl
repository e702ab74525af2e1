# Texts of the spreadsheet template.
sheet-data = Data
sheet-help = Help
sheet-lists = Lists
sheet-paper = Paper
title = Faro registration sheet
title-starter = Faro starter sheet (12 fields)
intro = One row per person and case. Do not change the column titles. Leave empty what was not asked; write "not stated" if it was asked and not answered, and "withheld" if it is known and may not be said. Separate several values with semicolons.
intro-identities = Columns marked with • say who the person is: when the sheet is imported they are sealed with your agency's key and reach no analysis.
help-field = Field
help-write = What to write
help-values = Accepted values
help-code = Code
choose-one = Choose a value from the list
choose-title = Value from the list
reasons-column = Reasons for rejection (Faro)
paper-answer = Answer
