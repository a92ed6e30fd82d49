/** What `tilltalk catalog --help` prints. */
export const CATALOG_HELP = `Usage
  tilltalk catalog import FILE [options]      FILE is CSV or JSON Lines; - reads standard input
  tilltalk catalog withdraw EXTERNAL_ID …     takes products off sale; owners keep them
  tilltalk catalog places EXTERNAL_ID N|any   how many learners can buy it: a live class, a camp with a teacher

Import is safe to repeat: a product is found again by source + id + language. What did not change is left
alone, a changed price becomes a new version and the old one stays as history. A row that cannot be taken is
reported with its line and reason, and the others are imported.

Where things are
  --format csv|jsonl            default: by the file's name; csv for anything else
  --encoding NAME               default utf-8; gb18030 for files from older Chinese programs
  --map-field FIELD=COLUMN      repeatable. COLUMN may be a path into nested objects (meta.Difficulty) or several
                                columns of which the first that holds something counts (a|b)
                                FIELD: id title description kind language price currency prices.CNY prices.USD …
                                level tags author url coverUrl durationMinutes durationHours isFree isPaid status
                                soldIn notSoldIn minAgeYears places
  --map FILE                    the same and the options below as JSON:
                                {"fields": {"title": "course_title"}, "levels": {"Expert": "advanced"}, "currency": "USD"}

What the file does not say
  --source NAME                 where the catalogue comes from, part of every external id; default: the file's name
  --currency CODE               of prices without one, e.g. CNY
  --price-default AMOUNT        for rows without a price; without it they are refused
  --price-unit major|minor      default major: 99.00; minor: 9900
  --kind course|column|ebook    for rows without a kind
  --language CODE               for rows without a language, e.g. zh or en
  --level-map WORD=LEVEL        repeatable. LEVEL: beginner intermediate advanced all
  --base-url URL                what relative links and covers belong to

How to run
  --dry-run                     reads and compares everything, writes nothing
  --problems N                  refused rows to name, default 20; the rest is counted

Exit: 0 imported, also when some rows were refused; 1 nothing could be imported; 2 wrong usage.`;
