#include "ctl/printers.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace lineman::ctl {
namespace {

std::string text_of(const Document& document, bool colours = false, unsigned width = 80) {
  std::ostringstream out;
  print_text(document, out, colours, width);
  return out.str();
}

std::string keyvalue_of(const Document& document) {
  std::ostringstream out;
  print_keyvalue(document, out);
  return out.str();
}

Document accounts() {
  Section section{.key = "account"};
  section.fields.push_back({"count", "Accounts", {.value = "2"}});
  section.table.columns = {
      {"state", "STATE"}, {"moves", "MOVES", Align::right}, {"target", "TARGET"}};
  section.table.rows.push_back({"1",
                                {{.value = "registered", .tone = Tone::good},
                                 {.value = "12"},
                                 {.value = "a", .shown = "UDP a"}}});
  section.table.rows.push_back({"2", {{.value = "disabled"}, {.value = "0"}, {}}});
  section.notes.push_back("A note.");
  return {section};
}

TEST(TextPrinter, aligns_fields_and_columns) {
  EXPECT_EQ(text_of(accounts()),
            "Accounts  2\n"
            "\n"
            "STATE       MOVES  TARGET\n"
            "registered     12  UDP a\n"
            "disabled        0  \n"
            "\n"
            "A note.\n");
}

TEST(TextPrinter, separates_sections_by_an_empty_line) {
  const Document document{{.title = "One", .notes = {"first"}},
                          {.title = "Two", .notes = {"second"}}};
  EXPECT_EQ(text_of(document), "One\nfirst\n\nTwo\nsecond\n");
}

TEST(TextPrinter, paints_only_where_it_was_asked_to) {
  EXPECT_EQ(text_of(accounts()).find('\033'), std::string::npos);
  EXPECT_NE(text_of(accounts(), true).find("\033[32mregistered\033[0m"), std::string::npos);
}

TEST(TextPrinter, wraps_the_last_column_below_itself) {
  Section section;
  section.table.columns = {{"n", "N"}, {"words", "WORDS"}};
  section.table.rows.push_back(
      {"1", {{.value = "1"}, {.value = "alpha beta gamma delta epsilon zeta"}}});
  EXPECT_EQ(text_of({section}, false, 24),
            "N  WORDS\n"
            "1  alpha beta gamma\n"
            "   delta epsilon zeta\n");
}

TEST(TextPrinter, takes_words_that_do_not_fit_to_the_left) {
  Section section;
  section.table.columns = {{"asker", "ASKER"}, {"changed", "CHANGED"}};
  section.table.rows.push_back(
      {"1", {{.value = "somebody"}, {.value = "account.1.label account.2.label"}}});
  EXPECT_EQ(text_of({section}, false, 24),
            "ASKER     CHANGED\n"
            "somebody  \n"
            "    account.1.label\n"
            "    account.2.label\n");
}

Table calls(const std::string& label, const std::string& target) {
  return {.columns = {{"n", "#", Align::right},
                      {"label", "LABEL", Align::left, Fit::free_text},
                      {"target", "TARGET", Align::left, Fit::own_line},
                      {"moves", "MOVES", Align::right}},
          .rows = {{"1", {{.value = "1"}, {.value = label}, {.value = target}, {.value = "3"}}}}};
}

TEST(TextPrinter, wraps_free_text_within_its_column) {
  EXPECT_EQ(text_of({{.table = calls("Front desk, ground floor", "127.0.0.1:5060")}}, false, 40),
            "#  LABEL           TARGET          MOVES\n"
            "1  Front desk,     127.0.0.1:5060      3\n"
            "   ground floor\n");
}

TEST(TextPrinter, gives_a_long_cell_a_line_of_its_own) {
  EXPECT_EQ(text_of({{.table = calls("Desk", "[2001:db8::1234:5678]:5060")}}, false, 40),
            "#  LABEL  TARGET  MOVES\n"
            "1  Desk               3\n"
            "   [2001:db8::1234:5678]:5060\n");
  EXPECT_EQ(text_of({{.table = calls("Front desk", "[2001:db8::1234:5678]:5060")}}, false, 24),
            "#  LABEL       MOVES\n"
            "1  Front desk      3\n"
            "   [2001:db8::1234:5678]:5060\n");
}

TEST(TextPrinter, gives_a_first_column_its_line_before_the_row) {
  Section section;
  section.table.columns = {{"a", "TARGET", Align::left, Fit::own_line}, {"b", "STATE"}};
  section.table.rows.push_back({"1", {{.value = "[2001:db8::1]:5060"}, {.value = "up"}}});
  section.table.rows.push_back({"2", {{.value = "127.0.0.1:5060"}, {.value = "down"}}});
  EXPECT_EQ(text_of({section}, false, 22),
            "TARGET          STATE\n"
            "[2001:db8::1]:5060\n"
            "                up\n"
            "127.0.0.1:5060  down\n");
}

TEST(TextPrinter, leaves_out_free_text_that_nobody_has) {
  EXPECT_EQ(text_of({{.table = calls("", "a")}}), "#  TARGET  MOVES\n1  a           3\n");
}

TEST(TextPrinter, leaves_a_word_alone_that_fits_nowhere) {
  const Document document{{.fields = {{"k", "Path", {.value = "Device.Services.VoiceService."}}}}};
  EXPECT_EQ(text_of(document, false, 20), "Path  Device.Services.VoiceService.\n");
}

TEST(TextPrinter, counts_characters_not_octets) {
  Section section;
  section.table.columns = {{"a", "A"}, {"b", "B"}};
  section.table.rows.push_back({"1", {{.value = "äöü"}, {.value = "x"}}});
  EXPECT_EQ(text_of({section}), "A    B\näöü  x\n");
  section.table.rows.push_back({"2", {{.value = "営業"}, {.value = "y"}}});
  EXPECT_EQ(text_of({section}), "A     B\näöü   x\n営業  y\n");
}

TEST(TextPrinter, wraps_beside_a_word_that_fits_nowhere) {
  const Document document{
      {.fields = {{"k", "ACS", {.value = "https://acs.example/ fails again"}}}}};
  EXPECT_EQ(text_of(document, false, 16), "ACS  https://acs.example/\n     fails again\n");
}

TEST(TextPrinter, never_passes_a_control_character_on) {
  const Document document{
      {.fields = {{"k", "Reason", {.value = "\033]0;mine\007 \x7f \xC2\x9B"}}}}};
  EXPECT_EQ(text_of(document), "Reason  ?]0;mine? ? ?\n");
}

TEST(KeyvaluePrinter, gives_one_line_for_each_value_as_programs_want_it) {
  EXPECT_EQ(keyvalue_of(accounts()),
            "account.count=2\n"
            "account.1.state=registered\naccount.1.moves=12\naccount.1.target=a\n"
            "account.2.state=disabled\naccount.2.moves=0\naccount.2.target=\n");
}

TEST(KeyvaluePrinter, keeps_a_value_on_its_line) {
  const Document document{{.fields = {{"k", "", {.value = "one\ntwo=3"}}}}};
  EXPECT_EQ(keyvalue_of(document), "k=one?two=3\n");
}

}  // namespace
}  // namespace lineman::ctl
