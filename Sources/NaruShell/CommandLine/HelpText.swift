/// What `--help` says besides the options.
enum HelpText {
    static let discussion = """
        Without a query, statements are read line by line from the terminal, or
        from standard input. Results go to standard output, everything else to
        standard error. On a terminal results are boxes, otherwise CSV.

        SUBCOMMANDS
        \(Subcommands.summary)
          Each has its own --help. Its word is one only as the whole first
          argument; a query that is just this word goes behind -c.

        EXAMPLES
          naru 'cities | take 3'
          naru 'city "시흥시".partners intersect city "울산시".partners | select name, country'
          naru --format json 'agreements | where signed in @2024 | select title, signed'
          naru --lang en 'commitments | where due < @2026 and no fulfilled_by'
          naru -P city=시흥시 report.naru
          naru --data links.csv 'links | group by country'
          echo 'count(agreements)' | naru

        EXIT CODES
          0    done
          1    a query failed while it ran
          2    the command line is wrong
          3    a file cannot be read or written
          4    the query does not parse or check
          5    the data does not load
          124  a limit was reached
          130  interrupted
          141  whoever read the output has gone
        """
}
