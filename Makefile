# Every target is one command; `bin/course --help` and `bin/cluster --help` know more.
.PHONY: course day1 day2 day3 day4 lab test check lessons slides clean

course:  ## run the whole course, from set-up to report
	bin/course run all

day1 day2 day3 day4:  ## run one day
	bin/course run $@

lab:  ## open JupyterLab
	bin/course lab

test:  ## every check there is
	bin/course test $(if $(CI),--ci)

check:  ## the checks that need no server
	bin/course check

lessons:  ## build the lessons from their sources
	bin/course lessons

slides:  ## write the slide decks
	bin/course slides

clean:  ## stop services, remove what was made
	bin/course clean
