"""One figure of the table, and whether it is good enough."""
import dataclasses


@dataclasses.dataclass
class Row:
    what: str
    shown: str
    # The number that is judged: a ratio or a plain figure. None: shown only.
    value: float | None = None
    ratio_of: str = ""
    must: float | None = None
    aim: float | None = None
    unit: str = ""
    more_is_better: bool = True
    # The whole run fails when this is missed.
    is_needed: bool = False

    def reaches(self, goal):
        return self.value >= goal if self.more_is_better else self.value <= goal

    def verdict(self):
        if self.value is None or self.must is None:
            return ""
        if self.aim is not None and self.reaches(self.aim):
            return "aim"
        return "pass" if self.reaches(self.must) else "FAIL"

    def goal(self, goal):
        if goal is None:
            return ""
        text = f"{goal:,.2f} ×" if self.ratio_of else f"{goal:,g}{' ' + self.unit if self.unit else ''}"
        return ("≥ " if self.more_is_better else "≤ ") + text

    def cells(self):
        ratio = f"{self.value:.2f} × {self.ratio_of}" if self.ratio_of else ""
        return [self.what, self.shown, ratio, self.goal(self.must), self.goal(self.aim), self.verdict()]


HEADINGS = ["what", "measured", "ratio", "must", "aim", "verdict"]


def table(rows):
    lines = ["| " + " | ".join(HEADINGS) + " |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    return "\n".join(lines + ["| " + " | ".join(row.cells()) + " |" for row in rows])
