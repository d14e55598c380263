// The catalogue has what the daemons say, all of it, and nothing besides.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "catalog/entry.hpp"
#include "catalog/texts.hpp"
#include "tests/support/run.hpp"

namespace lineman::catalog {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

std::set<std::string> all_of(const std::string& text, const char* pattern) {
  const std::regex wanted{pattern};
  std::set<std::string> found;
  for (std::sregex_iterator at{text.begin(), text.end(), wanted}, end; at != end; ++at) {
    found.insert((*at)[1]);
  }
  return found;
}

// {event: the sources that write it}, of all folders that log.
std::map<std::string, std::string> sources_by_event() {
  std::map<std::string, std::string> found;
  for (const char* folder : {"agent", "mibs", "tr069", "sipcore", "daemon", "web"}) {
    const auto root = std::filesystem::path{LINEMAN_SOURCE_DIR} / folder;
    for (const auto& file : std::filesystem::recursive_directory_iterator{root}) {
      if (file.path().extension() != ".cpp") continue;
      std::ifstream stream{file.path(), std::ios::binary};
      const std::string text{std::istreambuf_iterator<char>{stream}, {}};
      for (const auto& event : all_of(text, "log::Event::([a-z_]+)")) found[event] += text;
    }
  }
  return found;
}

TEST(Catalog, HasAnEntryForEachEventOfTheDaemonsAndItsNumber) {
  std::map<std::string, int> wanted;
  const auto header = test::committed("daemon/log_event.hpp");
  const std::regex row{"\n  ([a-z_]+) = ([0-9]+),"};
  for (std::sregex_iterator at{header.begin(), header.end(), row}, end; at != end; ++at) {
    wanted[(*at)[1]] = std::stoi((*at)[2]);
  }
  wanted.erase("none");
  std::map<std::string, int> found;
  for (const auto& entry : entries())
    found[std::string{entry.name}] = static_cast<int>(entry.event);
  EXPECT_EQ(found, wanted);
}

TEST(Catalog, HasNoEventThatNobodyWrites) {
  const auto written = sources_by_event();
  for (const auto& entry : entries())
    EXPECT_TRUE(written.contains(std::string{entry.name})) << entry.name;
}

TEST(Catalog, NamesFieldsThatTheEventCarries) {
  const auto written = sources_by_event();
  for (const auto& entry : entries()) {
    const auto text = std::string{entry.subject} + ' ' + std::string{entry.meaning} + ' ' +
                      std::string{entry.advice};
    for (const auto& field : all_of(text, "@([A-Z_]+)@")) {
      EXPECT_THAT(written.at(std::string{entry.name}), HasSubstr('"' + field + '"')) << entry.name;
    }
  }
}

TEST(Catalog, HasIdentifiersOfItsOwnThatTheJournalTakes) {
  std::set<std::string> seen;
  for (const auto& entry : entries()) {
    const auto id = message_id_of(entry.event);
    EXPECT_THAT(id, MatchesRegex("[0-9a-f]+"));
    EXPECT_EQ(id.size(), 32U);
    EXPECT_TRUE(seen.insert(id).second) << entry.name;
  }
  EXPECT_THAT(message_id_of(log::Event::none), IsEmpty());
}

// An identifier is in rules of monitoring programs: it must not become another one.
TEST(Catalog, KeepsItsIdentifiers) {
  EXPECT_EQ(message_id_of(log::Event::ready), "7afd4e578e8d4792a41287eaa1bf4901");
  EXPECT_EQ(message_id_of(log::Event::reset_failed), "7afd4e578e8d4792a41287eaa1bf494c");
}

TEST(Catalog, ExplainsWhatIsWrongWithSentences) {
  for (const auto& entry : entries()) {
    EXPECT_FALSE(entry.subject.ends_with('.')) << entry.name;
    EXPECT_TRUE(entry.meaning.ends_with('.')) << entry.name;
    EXPECT_TRUE(entry.advice.empty() || entry.advice.ends_with('.')) << entry.name;
    EXPECT_LE(entry.subject.size(), 78U) << entry.name;
  }
}

TEST(Catalog, IsThePageAboutEvents) {
  EXPECT_EQ(markdown(), test::committed("docs/events.md")) << "build the target regenerate";
}

TEST(Wrapped, BreaksBetweenWordsAndLeavesALongWordWhole) {
  EXPECT_EQ(wrapped("one two three", 7), "one two\nthree");
  EXPECT_EQ(wrapped("one two", 7), "one two");
  EXPECT_EQ(wrapped("incomprehensible", 7), "incomprehensible");
}

}  // namespace
}  // namespace lineman::catalog
