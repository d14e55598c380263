#include "tests/sipcore/calls/fake_router.hpp"

#include <utility>

namespace lineman::test {

using namespace lineman::sipcore;

class FakeRouter::FakeTicket : public RequestRouter::Ticket {
 public:
  explicit FakeTicket(std::unique_ptr<Timer> timer) : timer_(std::move(timer)) {}

 private:
  std::unique_ptr<Timer> timer_;
};

FakeRouter::FakeRouter(FakeClock& clock, FakeTransport& transport, std::string user_name)
    : user(std::move(user_name)), clock_(clock), transport_(transport) {}

std::vector<Hop> FakeRouter::hops() {
  std::vector<Hop> all;
  for (const auto& target : targets) {
    auto link = transport_.open(target, "sip.test");
    all.push_back({.link = link ? *link : nullptr,
                   .target = target,
                   .identity = {.user = user, .domain = "sip.test", .display_name = display_name},
                   .route = route,
                   .timers = timers,
                   .retry_counts = retry_counts,
                   .invite_retry_counts = invite_retry_counts,
                   .counters = &server_counters});
  }
  return all;
}

std::unique_ptr<RequestRouter::Ticket> FakeRouter::make_ready(const Hop& hop,
                                                              std::function<void(bool)> ready) {
  const bool is_ready = !unready.contains(hop.target);
  return std::make_unique<FakeTicket>(
      clock_.after({}, [ready = std::move(ready), is_ready] { ready(is_ready); }));
}

void FakeRouter::answered(const Hop& hop, unsigned status) {
  told.push_back("answered " + to_string(hop.target) + " " + std::to_string(status));
}

void FakeRouter::failed(const Hop& hop, const AttemptFailure& failure) {
  auto text = "failed " + to_string(hop.target) + " " + std::string(to_string(failure.cause));
  if (failure.retry_after) text += " after " + std::to_string(failure.retry_after->count());
  told.push_back(std::move(text));
}

}  // namespace lineman::test
