"""Write the documents of the project: gather a report's data, turn it into a document or a workbook, save it."""
