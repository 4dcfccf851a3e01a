-- Started by the add-in in Excel for the Mac: action, application, log, workbook, one a line.
-- The command is written by the installer; what comes from Excel is quoted and can only name things.
on Executer(demande)
	set anciens to AppleScript's text item delimiters
	set AppleScript's text item delimiters to linefeed
	set morceaux to text items of demande
	set classeur to (items 4 thru -1 of morceaux) as text
	set AppleScript's text item delimiters to anciens
	set commande to "@COMMANDE@ " & quoted form of (item 1 of morceaux)
	set commande to commande & " " & quoted form of ("--wb=" & classeur) & " --from_xl=1"
	set commande to commande & " " & quoted form of ("--app=" & (item 2 of morceaux))
	do shell script commande & " > /dev/null 2> " & quoted form of (item 3 of morceaux) & " &"
	return 0
end Executer
