#include "ctl/timeline/past_of_journal.hpp"

#include <boost/json/parse.hpp>
#include <istream>
#include <set>

#include "ctl/timeline/journal_entry.hpp"

namespace lineman::ctl::timeline {
namespace {

using Error = tl::unexpected<std::string>;
using Kind = Happening::Kind;
using Entries = std::vector<JournalEntry>;

constexpr std::int64_t second = 1'000'000;            // microseconds
constexpr std::int64_t clock_is_set = 1'577'836'800;  // 2020-01-01, in seconds
constexpr std::string_view how_to_write =
    "`journalctl -o json -u 'lineman-*'` "
    "writes what is needed";

tl::expected<Entries, std::string> read_entries(std::istream& in) {
  Entries entries;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    boost::system::error_code failed;
    const auto value =
        line.size() > longest_entry ? boost::json::value{} : boost::json::parse(line, failed);
    const auto* fields = value.if_object();
    if (fields == nullptr) {
      return Error{"line " + std::to_string(number) + " is no entry of the journal; " +
                   std::string{how_to_write}};
    }
    if (auto entry = journal_entry(*fields)) entries.push_back(std::move(*entry));
  }
  return entries;
}

// One start of the machine after the other.
class Journal {
 public:
  void add(std::vector<JournalEntry>::const_iterator first,
           std::vector<JournalEntry>::const_iterator last) {
    const auto& end = *(last - 1);
    const auto shift = end.realtime - end.monotonic;
    if (end.realtime / second < clock_is_set) return;
    for (auto at = first; at != last; ++at) {
      const auto time = (at->monotonic + shift) / second;
      if (past_.since == 0) past_.since = time;
      if (!at->happening) continue;
      past_.happenings.push_back(*at->happening);
      past_.happenings.back().time = time;
      if (at->happening->account != 0) accounts_.insert(at->happening->account);
    }
    past_.until = end.realtime / second;
    // Nobody said anything between this start and the next.
    past_.happenings.push_back({.time = past_.until, .kind = Kind::core_away});
  }

  Past past() && {
    for (const auto account : accounts_) past_.standings.push_back({.account = account});
    past_.source = "the journal";
    return std::move(past_);
  }

 private:
  Past past_;
  std::set<unsigned> accounts_;
};

}  // namespace

tl::expected<Past, std::string> past_of_journal(std::istream& in) {
  const auto entries = read_entries(in);
  if (!entries) return Error{entries.error()};
  Journal journal;
  for (auto first = entries->begin(); first != entries->end();) {
    const auto last = std::find_if(
        first, entries->end(), [&](const JournalEntry& each) { return each.boot != first->boot; });
    journal.add(first, last);
    first = last;
  }
  auto past = std::move(journal).past();
  if (past.standings.empty()) {
    return Error{"no account of a SIP core is in it; " + std::string{how_to_write}};
  }
  return past;
}

}  // namespace lineman::ctl::timeline
