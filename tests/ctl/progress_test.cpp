#include "ctl/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace lineman::ctl {
namespace {

// A terminal that tells when something was written.
class Terminal : public std::stringbuf {
 public:
  void wait_for_text() {
    std::unique_lock lock{mutex_};
    written_.wait(lock, [this] { return !text_.empty(); });
  }
  void wait_for(const std::string& part) {
    std::unique_lock lock{mutex_};
    written_.wait(lock, [&] { return text_.find(part) != std::string::npos; });
  }
  std::string text() {
    const std::lock_guard lock{mutex_};
    return text_;
  }

 protected:
  int sync() override {
    const std::lock_guard lock{mutex_};
    text_ = str();
    written_.notify_all();
    return 0;
  }

 private:
  std::mutex mutex_{};
  std::condition_variable written_{};
  std::string text_{};
};

struct Person {
  Terminal terminal{};
  std::istringstream in{};
  std::ostringstream out{};
  std::ostream err{&terminal};
  Console console{.in = in, .out = out, .err = err, .progress = true, .width = 40};
};

TEST(Progress, is_shown_after_a_while_and_taken_back) {
  Person person;
  {
    const Progress progress{"importing 3 files", {}, person.console};
    person.terminal.wait_for_text();
    EXPECT_EQ(person.terminal.text(), "\r\033[Kimporting 3 files …");
  }
  EXPECT_EQ(person.terminal.text(), "\r\033[Kimporting 3 files …\r\033[K");
}

TEST(Progress, says_what_is_waited_for_next) {
  Person person;
  Progress progress{"first", {}, person.console};
  person.terminal.wait_for("first");
  progress.say("second");
  person.terminal.wait_for("\r\033[Ksecond …");
}

TEST(Progress, keeps_to_one_line) {
  Person person;
  const Progress progress{std::string(50, 'x'), {}, person.console};
  person.terminal.wait_for_text();
  EXPECT_EQ(person.terminal.text(), "\r\033[K" + std::string(38, 'x') + "…");
}

TEST(Progress, shows_nothing_of_what_is_soon_over) {
  Person person;
  { const Progress progress{"importing", {}, person.console}; }
  EXPECT_EQ(person.terminal.text(), "");
}

// Nobody waits there for a line: without a thread there is none that could write one.
TEST(Progress, shows_nothing_to_programs_and_pipes) {
  Person person;
  CommandLine json;
  json.format = Format::json;
  for (const bool terminal : {true, false}) {
    person.console.progress = terminal;
    Progress progress{"importing", terminal ? json : CommandLine{}, person.console};
    EXPECT_FALSE(progress.is_shown_at_all());
  }
}

TEST(Progress, counts_as_people_do) {
  EXPECT_EQ(counted(0, "name"), "0 names");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(999, "name"), "999 names");
  EXPECT_EQ(counted(1204, "name"), "1,204 names");
  EXPECT_EQ(counted(1'000'000, "name"), "1,000,000 names");
}

}  // namespace
}  // namespace lineman::ctl
