// Whatever somebody with access sends to the control socket: what is no call is refused, every call
// is answered, each answer can be sent and read, and no answer shows a secret.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "agent/control/control_service.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::agent {
namespace {

constexpr std::string_view secret = "hunter2-hunter2";
constexpr gid_t write_group = 4712;

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

// One connection, whose user may change everything and is not root.
class Line : public varlink::Exchange::Line {
 public:
  varlink::ConnectionId id() const override { return 1; }
  const varlink::Peer& peer() const override { return peer_; }
  varlink::Queued send(const varlink::Reply& reply) override {
    ++answers;
    const auto printed = varlink::print(reply);
    demand(printed.find(secret) == std::string::npos, "a secret is shown\n");
    const auto read = varlink::parse_reply(std::string_view{printed}.substr(0, printed.size() - 1));
    demand(read.has_value(), "an answer cannot be read\n");
    demand(read->error == reply.error && read->continues == reply.continues,
           "it reads otherwise\n");
    return varlink::Queued::yes;
  }
  unsigned answers = 0;

 private:
  varlink::Peer peer_{.pid = 1, .uid = 65'533, .gid = write_group};
};

// The agent behind the socket, new for each input.
class Agent {
 public:
  Agent() { configuration_.set("account.1.password", secret); }

  void take(std::string_view frame) {
    auto call = varlink::parse_call(frame);
    if (!call) return demand(!call.error().empty(), "a refusal has no reason\n");
    // Who names the secret is answered in its own words.
    if (varlink::print(*call).find(secret) != std::string::npos) return;
    const auto line = std::make_shared<Line>();
    if (call->interface() == "org.lineman.Control1") {
      service_.called({line, std::move(*call)});
      demand(line->answers > 0, "a call is not answered\n");
      service_.closed(line->id());
    } else {
      line->send(varlink::answer_for_service(*call, {}, interfaces_));
    }
  }

 private:
  test::FakeClock clock_;
  EventFeed events_{clock_};
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
  test::FakeHistory history_;
  test::FakeCalls calls_;
  std::vector<varlink::Interface> interfaces_{control_interface()};
  ControlService service_{configuration_,
                          status_,
                          history_,
                          calls_,
                          events_,
                          clock_,
                          ControlAccess{.read_group = {}, .write_group = write_group},
                          ControlSources{[] { return std::vector<DoorState>{}; },
                                         [] { return AcsState{}; }, [] { return true; }}};
};

}  // namespace
}  // namespace lineman::agent

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lineman::agent::Agent agent;
  lineman::varlink::FrameBuffer input;
  const std::string octets(data, data + size);
  input.append(octets);
  while (const auto frame = input.next()) agent.take(*frame);
  return 0;
}
