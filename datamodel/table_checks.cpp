// What must hold for the table, checked while it is compiled: a mistake in a row is a sentence from
// the compiler.
#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

template <typename Predicate>
constexpr bool every_row(Predicate predicate) {
  return std::ranges::all_of(parameters, predicate);
}

template <typename Predicate>
constexpr bool no_two_rows(Predicate same) {
  for (std::size_t i = 0; i < parameter_count; ++i) {
    for (std::size_t j = i + 1; j < parameter_count; ++j) {
      if (same(parameters[i], parameters[j])) return false;
    }
  }
  return true;
}

constexpr bool has_mark(std::string_view name, char mark) {
  return name.find(mark) != std::string_view::npos;
}

static_assert(every_row([](const Parameter& row) {
                return problem_with(row.kind, row.initial) == Verdict::good;
              }),
              "each initial value is one that its own kind permits");
static_assert(every_row([](const Parameter& row) {
                if (row.name.empty()) return !belongs_to_account(row.table);
                return has_mark(row.name, 'X') == belongs_to_account(row.table) &&
                       has_mark(row.name, 'Y') == has_servers(row.table);
              }),
              "a name has X where its table has accounts, and Y where it has servers or proxies; "
              "only what belongs to no account may have none");
static_assert(every_row([](const Parameter& row) {
                return row.table != Table::inform_parameter ||
                       (row.name.empty() && row.mib.name.empty());
              }),
              "what every Inform carries is the ACS's alone: in no file and no MIB");
static_assert(every_row([](const Parameter& row) {
                return !row.name.empty() || row.tr069.object != Object::none;
              }),
              "a row without a name has a TR-069 path, which stands for it");
static_assert(every_row([](const Parameter& row) {
                return row.mib.name.empty() == (row.mib.arc == 0);
              }),
              "a row has an arc and an object in the MIB, or neither");
static_assert(every_row([](const Parameter& row) {
                return row.mib.name.empty() || row.kind.type != Type::date_time;
              }),
              "an xsd:dateTime has no syntax in the MIB");
static_assert(every_row([](const Parameter& row) { return !row.help.empty(); }),
              "each row has a line of help");
static_assert(every_row([](const Parameter& row) {
                return !row.secret || row.kind.type == Type::text;
              }),
              "a secret is a text, since it reads as an empty one");
static_assert(every_row([](const Parameter& row) {
                return row.mib.name.empty() || row.mib.arc >= (row.table == Table::phone ? 1U : 2U);
              }),
              "columns start at 2: column 1 is the index");
static_assert(no_two_rows([](const Parameter& a, const Parameter& b) {
                return !a.name.empty() && a.name == b.name;
              }),
              "no two rows have the same name");
static_assert(no_two_rows([](const Parameter& a, const Parameter& b) {
                return a.table == b.table && a.mib.arc != 0 && a.mib.arc == b.mib.arc;
              }),
              "no two rows of a table have the same arc");
static_assert(no_two_rows([](const Parameter& a, const Parameter& b) {
                return !a.mib.name.empty() && a.mib.name == b.mib.name;
              }),
              "no two rows have the same MIB object");
static_assert(every_row([](const Parameter& row) {
                return row.field.label.empty() == (row.field.place == 0);
              }),
              "a row has a place and a label on the page, or neither");
static_assert(no_two_rows([](const Parameter& a, const Parameter& b) {
                return a.field.place != 0 && a.field.page == b.field.page &&
                       a.field.place == b.field.place;
              }),
              "no two rows have the same place on a page");

}  // namespace
}  // namespace lineman::datamodel
