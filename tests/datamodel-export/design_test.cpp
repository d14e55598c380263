// The table against the design's list of parameters, line by line: names, values, defaults, and
// when a change acts.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "datamodel/parameters.hpp"
#include "tests/support/run.hpp"

namespace lineman::datamodel {
namespace {

using Row = std::vector<std::string>;

// The fields of a line of comma-separated values; a quoted one may hold commas.
Row fields_of(std::string_view line) {
  Row fields{""};
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += letter;
    }
  }
  return fields;
}

struct Listed {
  std::string type;
  std::string permitted;
  std::string initial;
  bool secret;
  bool live;
};

std::map<std::string, Listed> listed_in(std::ifstream& file) {
  std::map<std::string, Listed> rows;
  std::string line;
  std::getline(file, line);  // the headings
  while (std::getline(file, line)) {
    const auto fields = fields_of(line);
    if (fields.size() < 7) {
      ADD_FAILURE() << line;
      continue;
    }
    rows[fields[0]] = {.type = fields[2],
                       .permitted = fields[3],
                       .initial = fields[4],
                       .secret = fields[5] == "yes",
                       .live = fields[6] == "live"};
  }
  return rows;
}

// "0 UDP|1 TCP" and "-1|0|1" as numbers alone: "0, 1"; a range as permitted() writes it.
std::string in_our_words(std::string_view permitted) {
  std::string text;
  while (!permitted.empty()) {
    const auto bar = permitted.find('|');
    const auto one = permitted.substr(0, bar);
    if (!text.empty()) text += ", ";
    text += one.substr(0, one.find(' '));
    permitted.remove_prefix(bar == std::string_view::npos ? permitted.size() : bar + 1);
  }
  return text;
}

std::string numbers_of(const Kind& kind) {
  std::string text;
  for (const auto& label : kind.labels) {
    if (!text.empty()) text += ", ";
    text += std::to_string(label.number);
  }
  return text;
}

std::string values_of(const Kind& kind, const Listed& listed) {
  switch (kind.type) {
    case Type::host:
    case Type::networks:
      return kind.maximum == 256 || listed.type == "string" ? listed.permitted : "another length";
    case Type::enumeration:
      return numbers_of(kind);
    case Type::text: {
      const auto text = permitted(kind);
      return text.substr(0, text.find(' '));
    }
    default:
      return permitted(kind);
  }
}

std::string type_of(const Kind& kind, const Listed& listed) {
  switch (kind.type) {
    case Type::text:
    case Type::networks:
      return "string";
    case Type::host:
      return "host";
    case Type::boolean:
      return "bool";
    case Type::enumeration:  // a proxy's switch that may inherit is one
      return listed.permitted.starts_with("-1") ? "int" : "enum";
    case Type::unsigned_integer:
      return kind.unit.empty() ? "uint" : "uint seconds";
    case Type::integer:
      return kind.unit.empty() ? "int" : "int seconds";
    case Type::seconds:
      return "decimal seconds";
    default:
      return "another type";
  }
}

class Design : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = test::source_folder() + "/../shared/design/parameters.csv";
    std::ifstream file{path};
    if (!file) GTEST_SKIP() << "the design's list of parameters is not at " << path;
    listed_ = listed_in(file);
    ASSERT_THAT(listed_, testing::SizeIs(testing::Gt(50U)));
  }

  std::map<std::string, Listed> listed_;
};

TEST_F(Design, ListsEveryNameOfTheTableAndNoOther) {
  for (const auto& row : parameters) {
    if (row.name.empty()) continue;
    EXPECT_EQ(listed_.count(std::string{row.name}), 1U) << row.name;
  }
  for (const auto& [name, listed] : listed_) {
    EXPECT_NE(std::ranges::find(parameters, name, &Parameter::name), std::end(parameters)) << name;
  }
}

TEST_F(Design, SaysWhatTheRowsSay) {
  for (const auto& row : parameters) {
    const auto found = listed_.find(std::string{row.name});
    if (found == listed_.end()) continue;
    const auto& listed = found->second;
    EXPECT_EQ(type_of(row.kind, listed), listed.type) << row.name;
    const bool in_words = row.kind.type == Type::host || row.kind.type == Type::networks;
    EXPECT_EQ(values_of(row.kind, listed),
              in_words ? listed.permitted : in_our_words(listed.permitted))
        << row.name;
    EXPECT_EQ(row.initial, listed.initial) << row.name;
    EXPECT_EQ(row.secret, listed.secret) << row.name;
    EXPECT_EQ(row.applies == Applies::live, listed.live) << row.name;
  }
}

}  // namespace
}  // namespace lineman::datamodel
