// What the doctor makes of accounts and the ACS, and of the kernel's tables.
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "ctl/doctor/accounts_check.hpp"
#include "ctl/doctor/acs_check.hpp"
#include "ctl/doctor/listeners.hpp"
#include "ctl/doctor/report_views.hpp"
#include "ctl/printers.hpp"
#include "tests/ctl/doctor/judged.hpp"

namespace lineman::ctl::doctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

boost::json::object with_account(const std::string& members) {
  return boost::json::parse(R"({"sipcore":{"connected":true},"accounts":[{"account":3,)" + members +
                            "}]}")
      .as_object();
}

std::vector<std::string> judged(const std::string& members, std::vector<ProbedServer> probed = {}) {
  const auto result = judge_accounts({with_account(members), std::move(probed)});
  EXPECT_TRUE(is_at_home(result));
  return names_of(result);
}

TEST(Accounts, AreJudgedByTheirState) {
  EXPECT_THAT(judged(R"("state":"registered","mode":"primary")"), IsEmpty());
  EXPECT_THAT(judged(R"("state":"disabled","mode":"primary")"), IsEmpty());
  EXPECT_THAT(judged(R"("state":"registered","mode":"fallback")"),
              ElementsAre("account-on-backup"));
  EXPECT_THAT(judged(R"("state":"authFailed")"), ElementsAre("account-password"));
  EXPECT_THAT(judged(R"("state":"rejected")"), ElementsAre("account-rejected"));
  EXPECT_THAT(judged(R"("state":"misconfigured","reason":"no server")"),
              ElementsAre("account-misconfigured"));
  EXPECT_THAT(judged(R"("state":"allServersFailed")"), ElementsAre("account-unreachable"));
  EXPECT_THAT(judged(R"("state":"registering")"), ElementsAre("account-not-registered"));
}

TEST(Accounts, AreNotBlamedForACertificateOfTheirServer) {
  const std::vector<ProbedServer> probed{{3, 1, {Contact::bad_certificate, "it has expired"}},
                                         {4, 1, {Contact::bad_certificate, "of another account"}}};
  EXPECT_THAT(judged(R"("state":"allServersFailed")", probed),
              ElementsAre("registrar-certificate"));
  EXPECT_THAT(judged(R"("state":"registered","mode":"fallback")", probed),
              ElementsAre("registrar-certificate"));
}

TEST(Accounts, SayWhatFailedLastAndWhatWasSeenNow) {
  const auto result = judge_accounts(
      {with_account(R"("state":"allServersFailed","last_failure":{"code":503,"reason":"Away"})"),
       {{3, 2, {Contact::refused, "no connection"}}}});
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_EQ(result.findings.front().what, "account 3: 503 Away; server 2: no connection");
  EXPECT_EQ(result.findings.front().where, "account.3");
}

TEST(Accounts, AreNotKnownWithoutTheCore) {
  const auto result = judge_accounts({});
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(result.unchecked, SizeIs(1));
}

AcsFacts acs(const std::string& members, Contact contact = Contact::not_tried) {
  return {.status = boost::json::parse("{" + members + "}").as_object(),
          .wanted = true,
          .connection = {.contact = contact}};
}

TEST(Acs, IsJudgedByItsLastSessionAndByWhatIsSeenNow) {
  const auto failed = [](Contact contact) {
    return names_of(judge_acs(acs(R"("acs":{"url":"http://a/","result":"failed"})", contact)));
  };
  EXPECT_THAT(failed(Contact::name_unknown), ElementsAre("acs-name"));
  EXPECT_THAT(failed(Contact::refused), ElementsAre("acs-unreachable"));
  EXPECT_THAT(failed(Contact::bad_certificate), ElementsAre("acs-certificate"));
  EXPECT_THAT(failed(Contact::good), ElementsAre("acs-fails"));
  EXPECT_THAT(names_of(judge_acs(acs(
                  R"x("acs":{"url":"http://a/","result":"the ACS refuses our credentials (HTTP 401)"
})x",
                  Contact::good))),
              ElementsAre("acs-password"));
  EXPECT_THAT(names_of(judge_acs(acs(R"("acs":{"url":"http://a/","result":"ok"})"))), IsEmpty());
  EXPECT_THAT(names_of(judge_acs(acs(R"("acs":{"url":"http://a/","result":null})"))), IsEmpty());
}

TEST(Acs, ThatIsWantedNeedsAUrl) {
  auto facts = acs(R"("acs":null,"acs_off":"static.managementserver.url is empty")");
  EXPECT_THAT(names_of(judge_acs(facts)), ElementsAre("acs-no-url"));
  facts.wanted = false;
  EXPECT_THAT(names_of(judge_acs(facts)), IsEmpty());
}

TEST(Url, SaysHostAndPort) {
  const auto read = [](std::string_view url) {
    Destination place;
    if (!read_url(url, place)) return std::string{"none"};
    return place.address + ' ' + std::to_string(place.port) + (place.tls ? " tls" : "");
  };
  EXPECT_EQ(read("https://acs.example/path:1"), "acs.example 443 tls");
  EXPECT_EQ(read("http://192.0.2.1:7547?x"), "192.0.2.1 7547");
  EXPECT_EQ(read("https://[2001:db8::1]:8443/"), "2001:db8::1 8443 tls");
  EXPECT_EQ(read("http://user:pass@acs.example"), "acs.example 80");
  for (const auto* bad : {"", "ftp://a/", "http://", "http://a:0/", "http://a:65536/",
                          "http://a:7x/", "http://[::1", "http://a:99999999999/"}) {
    EXPECT_EQ(read(bad), "none") << bad;
  }
}

TEST(Listeners, AreReadFromTheKernelsTables) {
  const std::string table =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
      "inode\n"
      "   0: 0100007F:13C4 00000000:0000 0A 00000000:00000000 00:00000000 00000000   900        0 "
      "1234 1\n"
      "   1: 0100007F:13C5 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 "
      "1235 1\n"
      "nonsense\n";
  const auto found = parse_listeners(table, false);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().address, "127.0.0.1");
  EXPECT_EQ(found.front().port, 5060);
  EXPECT_EQ(found.front().owner, 900U);
  EXPECT_EQ(found.front().inode, 1234U);
  const std::string six =
      "titles\n"
      " 7: 00000000000000000000000000000000:00A1 00000000000000000000000000000000:0000 07 "
      "00000000:00000000 00:00000000 00000000 0 0 99 2\n";
  EXPECT_EQ(parse_listeners(six, true).front().address, "::");
}

TEST(Listeners, CollideWhereOneOfTwoMeansAny) {
  const std::vector<Listener> all{{.udp = true, .address = "127.0.0.1", .port = 5060}};
  EXPECT_THAT(at(all, true, "127.0.0.1", 5060), SizeIs(1));
  EXPECT_THAT(at(all, true, "0.0.0.0", 5060), SizeIs(1));
  EXPECT_THAT(at(all, true, "127.0.0.2", 5060), IsEmpty());
  EXPECT_THAT(at(all, false, "127.0.0.1", 5060), IsEmpty());
  EXPECT_THAT(at(all, true, "127.0.0.1", 5061), IsEmpty());
}

Report some_report() {
  return {{.check = "agent", .summary = "answers"},
          {.check = "dns",
           .summary = "1 servers",
           .findings = {{.id = FindingId::dns_silent, .what = "it is dead", .where = "here"}}},
          {.check = "acs", .unchecked = {{"the ACS", "no rights"}}}};
}

TEST(ReportText, HasAFindingWithWhatWhereAndWhatToDo) {
  std::ostringstream out;
  print_text(view_of_report(some_report()), out, false, 80);
  EXPECT_THAT(out.str(), HasSubstr("CHECK  RESULT     WHAT IS THERE\n"
                                   "agent  ok         answers\n"
                                   "dns    error      1 servers\n"
                                   "acs    unchecked  \n"));
  EXPECT_THAT(out.str(), HasSubstr("1. No name server answers\n"
                                   "Finding  error dns-silent\n"
                                   "What     it is dead\n"
                                   "Where    here\n"
                                   "Do       What is known goes on being used"));
  EXPECT_THAT(out.str(), HasSubstr("Not looked at\nWHAT     WHY\nthe ACS  no rights\n"));
  EXPECT_THAT(out.str(), HasSubstr("\n1 finding.\n"));
}

TEST(ReportText, HasErrorsBeforeWarnings) {
  auto report = some_report();
  report.front().findings.push_back({.id = FindingId::clock_unsynchronised});
  const auto json = json_of(report);
  EXPECT_EQ(json.at("findings").at(0).at("id"), "dns-silent");
  EXPECT_EQ(json.at("findings").at(1).at("id"), "clock-unsynchronised");
}

TEST(ReportJson, HasThePromisedShape) {
  const auto json = json_of(some_report());
  EXPECT_EQ(json.at("version"), 1);
  EXPECT_EQ(json.at("checks").at(1).at("result"), "error");
  const auto& finding = json.at("findings").at(0);
  EXPECT_EQ(finding.at("id"), "dns-silent");
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_TRUE(finding.at("command").is_null());
  EXPECT_EQ(json.at("unchecked").at(0).at("why"), "no rights");
}

}  // namespace
}  // namespace lineman::ctl::doctor
