// `3 Vendor Configuration File`: fetched, and applied as one transaction.
#include "datamodel/phone_file.hpp"
#include "tests/tr069/transfers/mover_rig.hpp"
#include "tr069/transfers/configuration_download.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::Asked;
using test::ScriptedAcs;
using test::small_file;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class ConfigurationFile : public test::MoverRig {
 protected:
  // Whatever `text` is, under this path.
  std::string fetch(const std::string& text, const std::string& path = "/phone.cfg?key=hidden") {
    ScriptedAcs server{[&](const Asked&) { return answer(200, text); }};
    return move(download(server.url(path)));
  }
};

TEST_F(ConfigurationFile, IsOneTransactionOfTheAcs) {
  EXPECT_EQ(fetch(small_file + "account.2.label = Back office\n"), "ok");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  const auto& request = configuration_.requests[0];
  EXPECT_EQ(request.asker, (Asker{Door::cwmp, "phone.cfg from 127.0.0.1"}));
  ASSERT_THAT(request.changes, SizeIs(2));
  EXPECT_EQ(request.changes[0].value, "Front desk");
  EXPECT_FALSE(request.without_core || request.dry_run);
  EXPECT_EQ(request.parameter_key, std::nullopt);
}

// As an agent asks that died between the commit and the end of the transfer.
TEST_F(ConfigurationFile, StandsWhereItIsTheLastChangeAndLaterThanItsBeginning) {
  ScriptedAcs server{[](const Asked&) { return answer(200, small_file); }};
  auto request = download(server.url("/phone.cfg"));
  const auto before = mover_->generation();
  EXPECT_EQ(before, configuration_.number);
  move(request);
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  configuration_.last.asker = configuration_.requests[0].asker;
  EXPECT_FALSE(mover_->stands(request, before)) << "the last change is an earlier one";
  configuration_.number += 1;
  EXPECT_TRUE(mover_->stands(request, before));
  for (const auto door : {Door::snmp, Door::rollback, Door::guard}) {
    configuration_.last.asker.door = door;
    EXPECT_FALSE(mover_->stands(request, before));
  }
  configuration_.last.asker = {Door::cwmp, server.url()};
  EXPECT_FALSE(mover_->stands(request, before)) << "the ACS itself has changed something";
}

TEST_F(ConfigurationFile, NothingElseStands) {
  configuration_.last.asker = asker_of(download("http://127.0.0.1/phone.cfg"));
  auto image = download("http://127.0.0.1/phone.cfg", FileKind::firmware);
  EXPECT_FALSE(mover_->stands(image, 0));
  EXPECT_FALSE(mover_->stands(upload("http://127.0.0.1/phone.cfg"), 0));
  image.file = FileKind::configuration;
  EXPECT_TRUE(mover_->stands(image, 0));
}

TEST_F(ConfigurationFile, IsFetchedByGetWithoutAFieldOfSoap) {
  ScriptedAcs server{[](const Asked&) { return answer(200, small_file); }};
  EXPECT_EQ(move(download(server.url("/a%20b?x=1&y=2"))), "ok");
  ASSERT_THAT(server.asked(), SizeIs(1));
  const auto asked = server.asked()[0];
  EXPECT_EQ(asked.method, "GET");
  EXPECT_EQ(asked.target, "/a%20b?x=1&y=2");
  EXPECT_EQ(asked.body, "");
  EXPECT_FALSE(asked.has("soapaction") || asked.has("content-type") || asked.has("authorization"));
  EXPECT_THAT(asked.field("user-agent"), StartsWith("Lineman/"));
}

TEST_F(ConfigurationFile, Fault9018NamesFileLineAndSentenceOfTheFirstProblem) {
  const auto said = fetch(
      "#!version:1.0.0.1\n"
      "account.1.label = fine\n"
      "account.1.sip_server.1.expires = 29\n"
      "account.1.sip_server.1.port = 70000\n");
  EXPECT_THAT(said, StartsWith("9018 phone.cfg:3: account.1.sip_server.1.expires "));
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

TEST_F(ConfigurationFile, TakesTheNameThatTheAcsGives) {
  ScriptedAcs server{[](const Asked&) { return answer(200, "not a phone file\n"); }};
  auto request = download(server.url());
  request.target_file_name = "folder/given.cfg";
  EXPECT_THAT(move(request), StartsWith("9018 given.cfg:1: "));
}

TEST_F(ConfigurationFile, Fault9018SaysWhatTheTransactionRefuses) {
  using datamodel::ProblemCode;
  configuration_.outcome.problems = {
      {ProblemCode::conflict, "account.2.label", "x", "is in no file"},
      {ProblemCode::conflict, "account.1.label", "Front desk", "is taken"}};
  EXPECT_EQ(fetch(small_file), "9018 phone.cfg:2: account.1.label is taken");
}

// The file is good: the ACS may send it again.
TEST_F(ConfigurationFile, WhatHasNothingToDoWithTheFileIs9010) {
  using datamodel::ProblemCode;
  for (const auto code : {ProblemCode::busy, ProblemCode::core_away, ProblemCode::store_failed}) {
    configuration_.outcome.problems = {{code, "", "", "not now"}};
    EXPECT_EQ(fetch(small_file), "9010 not now");
  }
}

TEST_F(ConfigurationFile, NeverSaysASecret) {
  const auto said =
      fetch("#!version:1.0.0.1\naccount.1.password = " + std::string(300, 's') + "\n");
  EXPECT_THAT(said, StartsWith("9018 phone.cfg:2: account.1.password "));
  EXPECT_THAT(said, testing::Not(HasSubstr("sss")));
}

TEST_F(ConfigurationFile, MayComeInChunks) {
  ScriptedAcs server{[](const Asked&) {
    return test::Told{.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n" +
                                small_file.substr(0, 18) + "\r\n1d\r\n" + small_file.substr(18) +
                                "\r\n0\r\n\r\n"};
  }};
  EXPECT_EQ(move(download(server.url())), "ok");
  EXPECT_THAT(configuration_.requests, SizeIs(1));
}

TEST_F(ConfigurationFile, MayHaveAsManyOctetsAsAPhoneFileAndNoMore) {
  const auto filled = [](std::size_t size) {
    return small_file + '#' + std::string(size - small_file.size() - 1, 'x');
  };
  EXPECT_EQ(fetch(filled(datamodel::maximum_phone_file)), "ok");
  EXPECT_THAT(fetch(filled(datamodel::maximum_phone_file + 1)),
              StartsWith("9010 the file has more than "));
  EXPECT_THAT(configuration_.requests, SizeIs(1));
}

TEST_F(ConfigurationFile, MustHaveTheSizeThatTheAcsSaid) {
  ScriptedAcs server{[](const Asked&) { return answer(200, small_file); }};
  auto request = download(server.url());
  request.file_size = small_file.size();
  EXPECT_EQ(move(request), "ok");
  const std::string sized = std::to_string(small_file.size() - 1);
  request.file_size = small_file.size() - 1;
  EXPECT_EQ(move(request),
            "9018 the file has more than the " + sized + " octets that the ACS said");
  request.file_size = small_file.size() + 1;
  EXPECT_THAT(move(request), StartsWith("9018 the file has less than the "));
  EXPECT_THAT(configuration_.requests, SizeIs(1));
}

TEST_F(ConfigurationFile, TimesSayWhenItBeganAndEnded) {
  const auto before = clock_.wall();
  EXPECT_EQ(fetch(small_file), "ok");
  EXPECT_LE(before, outcome_.begun);
  EXPECT_LE(outcome_.begun, outcome_.ended);
  EXPECT_LE(outcome_.ended, clock_.wall());
}

}  // namespace
}  // namespace lineman::cwmp
