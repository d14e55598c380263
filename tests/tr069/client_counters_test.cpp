#include "tr069/client_counters.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace lineman::cwmp {
namespace {

using datamodel::AcsCounter;

SessionResult failure(FailureCause cause, std::string sentence = "why") {
  return {.ok = false, .sentence = std::move(sentence), .cause = cause};
}

class ClientCountersTest : public testing::Test {
 protected:
  std::uint64_t operator[](AcsCounter counter) const { return counters.state().counters[counter]; }
  std::uint64_t sum(AcsCounter first, AcsCounter last) const {
    const auto* begin = counters.state().counters.begin();
    return std::accumulate(begin + static_cast<int>(first), begin + static_cast<int>(last) + 1,
                           std::uint64_t{0});
  }

  ClientCounters counters{1000};
};

TEST_F(ClientCountersTest, BeginWithNothingAndSaySinceWhen) {
  EXPECT_EQ(counters.state().started, 1000);
  EXPECT_EQ(counters.state().counters, datamodel::AcsCounters{});
  EXPECT_EQ(counters.state().result, "");
}

TEST_F(ClientCountersTest, CountASessionThatWentWell) {
  counters.session_begun();
  counters.inform_sent();
  counters.inform_sent();
  counters.session_ended({.delivered = true, .ok = true}, 1010);
  EXPECT_EQ((*this)[AcsCounter::sessions], 1U);
  EXPECT_EQ((*this)[AcsCounter::informs], 2U);
  EXPECT_EQ((*this)[AcsCounter::sessions_succeeded], 1U);
  EXPECT_EQ((*this)[AcsCounter::sessions_failed], 0U);
  EXPECT_EQ(counters.state().result, "ok");
  EXPECT_EQ(counters.state().last_session, 1010);
  EXPECT_EQ(counters.state().last_success, 1010);
  EXPECT_EQ(counters.state().last_failure, 0);
}

TEST_F(ClientCountersTest, CountEachFailureForOneCause) {
  const std::pair<FailureCause, AcsCounter> causes[] = {
      {FailureCause::contact, AcsCounter::contact_failures},
      {FailureCause::tls, AcsCounter::tls_failures},
      {FailureCause::authentication, AcsCounter::authentication_failures},
      {FailureCause::http_status, AcsCounter::http_failures},
      {FailureCause::time_out, AcsCounter::timeouts},
      {FailureCause::protocol, AcsCounter::protocol_failures}};
  std::uint64_t failed = 0;
  for (const auto& [cause, counter] : causes) {
    counters.session_ended(failure(cause), 1010);
    EXPECT_EQ((*this)[counter], 1U);
    EXPECT_EQ((*this)[AcsCounter::sessions_failed], ++failed);
    EXPECT_EQ(sum(AcsCounter::contact_failures, AcsCounter::protocol_failures), failed);
  }
}

TEST_F(ClientCountersTest, RememberSinceWhenItFailsAndHowOften) {
  counters.session_ended(failure(FailureCause::contact, "first"), 1010);
  EXPECT_TRUE(counters.state().unreachable);
  counters.session_ended(failure(FailureCause::http_status, "second"), 1020);
  EXPECT_FALSE(counters.state().unreachable) << "it answered";
  EXPECT_EQ(counters.state().failed_in_a_row, 2U);
  EXPECT_EQ(counters.state().failing_since, 1010);
  EXPECT_EQ(counters.state().last_failure, 1020);
  EXPECT_EQ(counters.state().failure, "second");
  EXPECT_EQ(counters.state().result, "second");
  counters.session_ended({.ok = true}, 1030);
  EXPECT_EQ(counters.state().failed_in_a_row, 0U);
  EXPECT_EQ(counters.state().failing_since, 0);
  EXPECT_EQ(counters.state().failure, "second") << "the last error stays";
  EXPECT_EQ(counters.state().last_failure, 1020);
  EXPECT_EQ(counters.state().result, "ok");
}

TEST_F(ClientCountersTest, CountEachConnectionRequestForOneCause) {
  for (std::size_t i = 0; i < outcome_words.size(); ++i) {
    counters.request(static_cast<RequestOutcome>(i), false);
  }
  EXPECT_EQ((*this)[AcsCounter::connection_requests], outcome_words.size() - 1)
      << "a challenge is none";
  EXPECT_EQ((*this)[AcsCounter::requests_accepted], 1U);
  EXPECT_EQ((*this)[AcsCounter::requests_during_session], 0U);
  EXPECT_EQ((*this)[AcsCounter::requests_refused],
            sum(AcsCounter::refused_credentials, AcsCounter::refused_no_session));
  EXPECT_EQ((*this)[AcsCounter::requests_limited],
            sum(AcsCounter::limited_rate, AcsCounter::limited_connections));
  EXPECT_EQ((*this)[AcsCounter::connection_requests], (*this)[AcsCounter::requests_accepted] +
                                                          (*this)[AcsCounter::requests_refused] +
                                                          (*this)[AcsCounter::requests_limited]);
  EXPECT_EQ((*this)[AcsCounter::refused_malformed], 3U);
}

TEST_F(ClientCountersTest, TellAcceptedRequestsOfASessionApart) {
  counters.request(RequestOutcome::accepted, true);
  counters.request(RequestOutcome::accepted, false);
  counters.request(RequestOutcome::wrong_path, true);
  EXPECT_EQ((*this)[AcsCounter::requests_accepted], 2U);
  EXPECT_EQ((*this)[AcsCounter::requests_during_session], 1U);
}

}  // namespace
}  // namespace lineman::cwmp
