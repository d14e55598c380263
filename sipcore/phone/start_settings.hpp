// The values of the phone that act from one start of the core to the next.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "datamodel/status.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

struct StartSettings {
  std::uint16_t listen_port = 5060;           // where sip.bind names none
  std::chrono::seconds surge_prevention{0};   // longest wait before the first REGISTER
  std::chrono::seconds dns_query_timeout{3};  // at least 1
  unsigned dns_retry_times = 2;

  bool operator==(const StartSettings&) const = default;
};

// A value that is missing or bad counts as the initial one.
StartSettings start_settings(const Globals& globals);

// Pure. Remembers which of them act and which are configured.
class StartValues {
 public:
  // True for the first call: these act until the core ends.
  bool begin(const StartSettings& settings);
  bool begun() const { return acting_.has_value(); }

  // They are configured from now on. After begin().
  void configure(const StartSettings& settings) { configured_ = settings; }

  // Whether configure() would make a value wait that does not wait in the same way already.
  bool would_wait(const StartSettings& settings) const;

  // The values that wait for the next start, with what acts in place of each; empty before begin().
  std::vector<datamodel::HeldValue> held() const;

 private:
  std::optional<StartSettings> acting_{};
  StartSettings configured_{};
};

}  // namespace lineman::sipcore
