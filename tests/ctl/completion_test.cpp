#include "ctl/completion.hpp"

#include <gmock/gmock.h>

#include "ctl/name_completion.hpp"
#include "ctl/verbs.hpp"
#include "datamodel/parameter_ref.hpp"

namespace lineman::ctl {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct Asked {
  std::vector<std::string> words;
  std::optional<std::string> files_after;
  std::string runtime_dir;  // whose agent was asked; empty: none
};

Asked ask(const std::vector<std::string>& line) {
  Asked asked;
  const PhoneFacts facts{.accounts =
                             [&](const std::string& runtime_dir) {
                               asked.runtime_dir = runtime_dir;
                               return 12U;
                             },
                         .generations =
                             [&](const std::string& runtime_dir) {
                               asked.runtime_dir = runtime_dir;
                               return std::vector<Candidate>{{"42", "now"}, {"41", "before"}};
                             },
                         .calls =
                             [&](const std::string&) {
                               return std::vector<Candidate>{{"7", "sip:1002@b established"}};
                             },
                         .subscriptions =
                             [&](const std::string&) {
                               return std::vector<Candidate>{{"9", "dialog sip:1002@b"}};
                             }};
  const auto completion = complete(line, facts);
  for (const auto& candidate : completion.candidates) asked.words.push_back(candidate.word);
  asked.files_after = completion.files_after;
  return asked;
}

std::vector<std::string> words(const std::vector<std::string>& line) {
  return ask(line).words;
}

TEST(Completion, BeginsWithTheVerbs) {
  const auto all = words({""});
  for (const auto& verb : verbs()) EXPECT_THAT(all, Contains(verb.name));
  EXPECT_THAT(words({"st"}), ElementsAre("status"));
  EXPECT_THAT(words({"-f", "json", "desc"}), ElementsAre("describe"));
  EXPECT_THAT(words({"help", "desc"}), ElementsAre("describe"));
}

TEST(Completion, KnowsWhatEveryWordOfEveryVerbStandsFor) {
  const auto expect_known = [](std::string_view verb, std::string_view placeholders) {
    while (!placeholders.empty()) {
      const auto end = placeholders.find(' ');
      EXPECT_TRUE(is_completed(placeholders.substr(0, end))) << verb << ": " << placeholders;
      placeholders.remove_prefix(end == std::string_view::npos ? placeholders.size() : end + 1);
    }
  };
  for (const auto& verb : verbs()) {
    expect_known(verb.name, verb.syntax.words);
    for (const auto& option : verb.syntax.options) expect_known(verb.name, option.value);
  }
  for (const auto& option : common_options) expect_known("every verb", option.value);
  EXPECT_FALSE(is_completed("NONSENSE"));
}

TEST(Completion, OffersTheOptionsOfTheVerbAndOfAll) {
  EXPECT_THAT(words({"set", "--d"}), ElementsAre("--dry-run"));
  EXPECT_THAT(words({"set", "a=b", "--off"}), ElementsAre("--offline"));
  EXPECT_THAT(words({"--ver"}), ElementsAre("--version"));
  EXPECT_THAT(words({"status", "--dry"}), IsEmpty());
  EXPECT_THAT(words({"set", "--", "--d"}), IsEmpty());
}

TEST(Completion, OffersTheValuesOfOptions) {
  EXPECT_THAT(words({"-f", ""}), ElementsAre("text", "json", "keyvalue"));
  EXPECT_THAT(words({"status", "--format", "k"}), ElementsAre("keyvalue"));
  EXPECT_THAT(words({"--format=j"}), ElementsAre("--format=json"));
  EXPECT_EQ(ask({"--runtime-dir", "/t"}).files_after, "");
  EXPECT_EQ(ask({"--runtime-dir=/t"}).files_after, "--runtime-dir=");
}

TEST(Completion, AsksTheAgentThatTheCommandLineNames) {
  EXPECT_EQ(ask({"status", ""}).runtime_dir, "/run/lineman");
  EXPECT_EQ(ask({"--runtime-dir", "/tmp/a", "status", ""}).runtime_dir, "/tmp/a");
  EXPECT_EQ(ask({"status", "--runtime-dir=/tmp/b", ""}).runtime_dir, "/tmp/b");
  EXPECT_EQ(ask({"sta"}).runtime_dir, "") << "nobody is asked for what is known here";
}

TEST(Completion, CountsAccountsAndServers) {
  EXPECT_THAT(words({"status", "1"}), ElementsAre("1", "10", "11", "12"));
  EXPECT_THAT(words({"counters", "3", ""}), ElementsAre("1", "2"));
  EXPECT_THAT(words({"status", "1", ""}), IsEmpty());
  EXPECT_THAT(words({"status", "--format", "json", "12"}), ElementsAre("12"));
}

TEST(Completion, OffersTheCallsAndSubscriptionsThatThereAre) {
  EXPECT_THAT(words({"hangup", ""}), ElementsAre("7"));
  EXPECT_THAT(words({"unsubscribe", ""}), ElementsAre("9"));
  EXPECT_THAT(words({"call", "1"}), ElementsAre("1", "10", "11", "12"));
  EXPECT_THAT(words({"call", "1", ""}), IsEmpty());
  EXPECT_THAT(words({"subscribe", "1", ""}), ElementsAre("message-summary", "dialog"));
  EXPECT_THAT(words({"subscribe", "1", "d"}), ElementsAre("dialog"));
}

TEST(Completion, GoesThroughNamesPartByPart) {
  EXPECT_THAT(words({"get", "acc"}),
              ElementsAre("account.1.", "account.2.", "account.3.", "account.4.", "account.5.",
                          "account.6.", "account.7.", "account.8.", "account.9.", "account.10.",
                          "account.11.", "account.12."));
  EXPECT_THAT(words({"get", "account.2.sip_s"}),
              ElementsAre("account.2.sip_server.1.", "account.2.sip_server.2."));
  EXPECT_THAT(words({"get", "a", "account.2.sip_server.2.exp"}),
              ElementsAre("account.2.sip_server.2.expires"));
  EXPECT_THAT(words({"get", "account.13."}), IsEmpty());
  EXPECT_THAT(words({"describe", ""}), Not(Contains(StartsWith("Device"))));
}

TEST(Completion, KnowsTheOtherFormsOfANameByTheirCapitals) {
  EXPECT_THAT(words({"get", "Device.M"}), Each(StartsWith("Device.ManagementServer.")));
  EXPECT_THAT(words({"get", "sipServerExp"}), Contains("sipServerExpires.12."));
  EXPECT_THAT(words({"get", "sipServerExpires.3."}),
              ElementsAre("sipServerExpires.3.1", "sipServerExpires.3.2"));
}

TEST(Completion, EveryNameIsReachedFromItsFirstPart) {
  for (const auto ref : datamodel::all_of(2)) {
    const auto name = datamodel::name_of(ref);
    if (ref.parameter().name.empty()) continue;
    std::string begun;
    for (unsigned steps = 0; begun != name && steps < 8; ++steps) {
      std::string next;
      for (const auto& candidate : complete_name(begun, 2, "", false)) {
        if (name.starts_with(candidate.word)) next = candidate.word;
      }
      ASSERT_GT(next.size(), begun.size()) << name << " after " << begun;
      begun = next;
    }
    EXPECT_EQ(begun, name);
  }
}

TEST(Completion, OffersToSetWhatCanBeSet) {
  EXPECT_THAT(words({"set", "account.1.lab"}), ElementsAre("account.1.label="));
  EXPECT_THAT(words({"set", "account.2.sip_server.1."}),
              Each(testing::AnyOf(EndsWith("="), EndsWith("."))));
  for (const auto ref : datamodel::all_of(1)) {
    if (ref.parameter().access == datamodel::Access::read_write) continue;
    const auto name = datamodel::name_of(ref);
    EXPECT_THAT(words({"set", name}), Not(Contains(name + '=')));
  }
}

TEST(Completion, OffersValuesWhereThereAreFew) {
  EXPECT_THAT(words({"set", "account.1.enable="}),
              ElementsAre("account.1.enable=0", "account.1.enable=1"));
  const std::string transport = "account.1.sip_server.1.transport_type=";
  EXPECT_THAT(words({"set", transport}),
              ElementsAre(transport + "0", transport + "1", transport + "2", transport + "3"));
  EXPECT_EQ(complete_change(transport + '1', 2).candidates.at(0),
            (Candidate{transport + '1', "tcp"}));
  EXPECT_THAT(words({"set", "sip.timer_t1="}), ElementsAre("sip.timer_t1=0.5"));
  EXPECT_THAT(words({"set", "account.1.label="}), IsEmpty());
  EXPECT_THAT(words({"set", "account.1.nonsense="}), IsEmpty());
}

TEST(Completion, OffersASecretASourceAndNoValue) {
  EXPECT_THAT(words({"set", "account.1.password="}),
              ElementsAre("account.1.password=@", "account.1.password=-"));
  EXPECT_THAT(words({"set", "account.1.password=h"}), IsEmpty());
  EXPECT_EQ(ask({"set", "account.1.password=@/etc/l"}).files_after, "account.1.password=@");
}

TEST(Completion, OfNothingIsNothing) {
  EXPECT_THAT(words({}), IsEmpty());
  EXPECT_THAT(words({"frob", "x"}), IsEmpty());
  EXPECT_THAT(words({"history", ""}), IsEmpty());
}

}  // namespace
}  // namespace lineman::ctl
