// What a verb shows, before it is text or lines of key=value: sections of fields and tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lineman::ctl {

// notable: neither good nor bad, but not as usual.
enum class Tone { plain, good, notable, bad, faint };

// A value in two forms: for programs, and for people where that differs.
struct Cell {
  std::string value{};
  std::string shown{};  // empty: as value
  Tone tone = Tone::plain;

  const std::string& text() const { return shown.empty() ? value : shown; }
};

struct Field {
  std::string key;
  std::string label;  // empty: goes on with the one before
  Cell cell;
  bool for_programs = false;  // left out of text
  bool for_people = false;    // in text alone
};

enum class Align { left, right };

// What a column does where its table is wider than the terminal.
enum class Fit {
  whole,      // stays as it is; the last one of a table is wrapped
  free_text,  // is wrapped within a narrower column; left out where nobody has any text
  own_line,   // leaves the row, for a line of its own: before the row if it is the first column
};

struct Column {
  std::string key;
  std::string title;
  Align align = Align::left;
  Fit fit = Fit::whole;  // at most one column of a table has each of the others
};

struct Row {
  std::string key;
  std::vector<Cell> cells;    // as many as there are columns
  bool for_programs = false;  // left out of text
};

struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
};

// `key` goes before the keys of its fields, and before those of its rows; empty: nothing does. In
// text, fields come first, then the table, then the notes; notes are for people alone.
struct Section {
  std::string key{};
  std::string title{};
  std::vector<Field> fields{};
  Table table{};
  std::vector<std::string> notes{};
};

using Document = std::vector<Section>;

}  // namespace lineman::ctl
