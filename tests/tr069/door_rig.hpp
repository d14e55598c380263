// The ACS door on a real loop and a clock that a test moves, with an ACS on loopback that answers
// as the test says.
#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/tr069/fake_mover.hpp"
#include "tests/tr069/session/acs_messages.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"
#include "tr069/cwmp_client.hpp"

namespace lineman::test {

// An Inform as it came over the wire.
struct SeenInform {
  std::vector<std::string> events;  // "1 BOOT", "M Reboot key"
  std::string retry_count;
  std::string current_time;
  std::vector<std::pair<std::string, std::string>> parameters;

  bool has(const std::string& name) const;
  std::string value(const std::string& name) const;  // "(none)" where it is not there
};

// Each session: the Inform, TransferCompletes of the phone, then the requests that wait, one after
// the other, then nothing.
class TestAcs {
 public:
  TestAcs();

  std::string url() const { return server_.url(); }
  bool is_quiet() const { return server_.open_connections() == 0; }

  void will_ask(std::string request);                // in the next session
  void will_refuse(int status, bool later = false);  // the next Inform, or what follows it
  // The next Inform gets 503 with this Retry-After.
  void will_be_closed(std::string retry_after);
  // The answer to the next Inform waits for go_on().
  void hold();
  bool is_holding() const { return holding_; }
  void go_on();

  std::vector<SeenInform> informs() const;
  std::vector<std::string> answers() const;  // to the requests, whole

  // The next TransferCompletes get these faults, one each; all others their response.
  void will_refuse_completes(std::vector<unsigned> codes);
  std::vector<std::string> completes() const;  // "key 9018 sentence", in the order of their coming

 private:
  Told tell(const Asked& asked);
  Told tell_of_complete(const std::string& body);

  mutable std::mutex mutex_;
  std::vector<SeenInform> informs_;
  std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  std::vector<std::string> completes_;
  std::vector<unsigned> refused_completes_;
  int inform_status_ = 200;
  std::string retry_after_;
  int later_status_ = 200;
  std::optional<std::promise<void>> hold_;
  std::atomic<bool> holding_ = false;
  ScriptedAcs server_;
};

class DoorRig : public testing::Test {
 protected:
  DoorRig();
  ~DoorRig() override;

  void start();    // an agent, with what the last one has stored
  void kill();     // as SIGKILL does: what waits for an answer gets none
  void restart();  // the same boot
  void boot();     // another boot

  // Another generation, published as the agent does.
  void change(std::string_view name, std::string_view value, Door door = Door::snmp);
  void set(std::string_view name, std::string_view value) { configuration_.set(name, value); }

  bool until(const std::function<bool()>& condition);
  void settle();  // whatever is ready now
  // The Inform of the next session, once that has ended.
  SeenInform session();
  SeenInform session_with(TestAcs& acs);
  // What `during` does happens before the Inform of the next session is answered.
  SeenInform session(const std::function<void()>& during);
  // That none has begun: one that is asked for now is the next.
  void expect_no_session();
  cwmp::State stored() const;
  static unsigned short another_port();
  void disk_is_ready();

  Loop loop_;
  FakeClock clock_;
  FakeConfiguration configuration_;
  FakeStatus status_;
  TestAcs acs_;
  FakeMover mover_;
  std::size_t seen_ = 0;  // Informs of acs_

  std::vector<std::string> store_;  // every text
  std::string why_not_stored_;
  bool is_disk_slow_ = false;      // what is to be stored waits for disk_is_ready()
  std::vector<std::string> done_;  // what was done to the phone, in order: "reboot", "store" ...
  std::function<void()> reboot_failed_;
  std::function<void(bool)> reset_done_;
  unsigned results_ = 0;  // sessions that have ended
  cwmp::HttpSettings http_;
  std::string boot_id_ = "boot 1";
  std::string version_ = "0.1.0";
  unsigned short port_;  // for connection requests
  std::vector<std::string> listen_ = {"127.0.0.1"};
  std::unique_ptr<cwmp::CwmpClient> client_;

 private:
  void keep(const std::string& text, const std::function<void(const std::string&)>& done);

  std::vector<std::function<void()>> waiting_;
};

inline const std::string label_path = "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Label";
inline const std::string status_path = "Device.Services.VoiceService.1.SIP.Client.1.Status";

// A SetParameterAttributes with one notification.
std::string set_notification(const std::string& name, unsigned notification);
std::string reboot_request(const std::string& key);
std::string factory_reset_request();

}  // namespace lineman::test
