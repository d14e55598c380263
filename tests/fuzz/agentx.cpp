// Whatever a master agent sends, whenever: the subagent sends nothing but messages, answers nothing
// twice, stores nothing that the table refuses and no secret, and has nothing left under way when
// the master agent is silent.
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "mibs/agentx/frame_buffer.hpp"
#include "mibs/agentx/fresh_reads.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_writer.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/agentx/session.hpp"
#include "mibs/agentx/set_transactions.hpp"
#include "mibs/objects/extent_of_phone.hpp"
#include "mibs/objects/objects_root.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/mibs/fake_phone.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr unsigned accounts = 2;
constexpr unsigned most_steps = 64;
constexpr std::uint32_t session_id = 77;
constexpr char secret[] = "hunter2-hunter2";
constexpr char secret_name[] = "account.1.password";

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

// The subagent without its socket, and a master agent that does what the input says.
class Talk : public Session::Listener {
 public:
  Talk() {
    configuration_.set(secret_name, secret);
    session_.start();
  }

  void step(lineman::test::Input& input) {
    switch (input.octet() % 8) {
      case 0:
        return take(input.text(input.number(2)));
      case 1:
        return answer(static_cast<std::uint16_t>(input.octet() % 4 == 3 ? 263 : 0));
      case 2:
        return clock_.advance(std::chrono::milliseconds{input.number(2)});
      case 3:
        return turn();
      case 4:
        return change_weather(input.octet());
      case 5:
        return take(set(input));
      default:
        return take(message(input, input.text(input.number(1))));
    }
  }

  // The master agent says nothing more.
  void finish() {
    turn();
    clock_.advance(open_set_timeout);
    turn();
    demand(sets_.idle(), "a SET is left under way\n");
  }

  void judge() {
    demand(!sent_.broken(), "what is sent is no AgentX\n");
    for (const auto& entry : configuration_.values().entries()) {
      demand(datamodel::problem_with(entry.ref.parameter().kind, entry.value) ==
                 datamodel::Verdict::good,
             "a value is stored that the table refuses\n");
    }
    demand(configuration_.values().get(*datamodel::find(secret_name, accounts)) == secret,
           "a secret is changed\n");
  }

  void send(const std::string& octets) override {
    demand(octets.find(secret) == std::string::npos, "a secret is shown\n");
    sent_.add(octets);
    while (const auto frame = sent_.next()) {
      if (frame->header.type != PduType::response) {
        last_ = frame->header;
      } else {
        demand(--unanswered_[frame->header.packet] >= 0, "one message is answered twice\n");
      }
    }
  }
  void registered() override {}
  void asked(const Frame& request) override {
    const auto type = request.header.type;
    if (type == PduType::get || type == PduType::get_next || type == PduType::get_bulk) {
      return reads_.take(request);
    }
    if (type >= PduType::test_set && type <= PduType::cleanup_set) return sets_.take(request);
    send(error_response(request.header, ResponseError::parse_error));
  }
  void ended(const std::string& /*why*/) override {}

 private:
  void take(const std::string& octets) {
    received_.add(octets);
    while (const auto frame = received_.next()) {
      ++unanswered_[frame->header.packet];
      session_.received(*frame);
    }
  }

  void answer(std::uint16_t error) {
    auto header = last_;
    header.session = session_id;
    take(begin_response(header, error).finish());
  }

  // A message of the session, with any payload.
  std::string message(lineman::test::Input& input, const std::string& payload) {
    Header header;
    header.type = static_cast<PduType>(input.octet() % 20);
    header.session = session_id;
    header.transaction = input.octet() % 4;
    header.packet = ++packet_;
    PduWriter writer{header};
    for (const char octet : payload) writer.octet(static_cast<std::uint8_t>(octet));
    while (writer.size() % 4 != 0) writer.octet(0);
    return writer.finish();
  }

  // A TestSet that may be good.
  std::string set(lineman::test::Input& input) {
    PduWriter writer{{.type = PduType::test_set,
                      .session = session_id,
                      .transaction = input.octet() % 4U,
                      .packet = ++packet_}};
    for (unsigned count = input.octet() % 4U; count > 0; --count) {
      Oid name{objects_root.begin(), objects_root.end()};
      for (unsigned arcs = 5; arcs > 0; --arcs) {
        if (const auto arc = input.octet(); arc != 0) name.push_back(arc);
      }
      const auto syntax = static_cast<Syntax>(input.octet() % 5);
      writer.varbind(name, {syntax, input.number(2), input.text(input.octet() % 32U)});
    }
    return writer.finish();
  }

  void change_weather(std::uint8_t bits) {
    configuration_.never_answers = (bits & 1U) != 0;
    configuration_.commit_fails = (bits & 2U) != 0;
    configuration_.run_fails = (bits & 4U) != 0;
    status_.is_old = (bits & 8U) != 0;
    if ((bits & 16U) != 0) session_.close();
  }

  void turn() {
    io_.restart();
    io_.poll();
  }

  boost::asio::io_context io_;
  lineman::test::FakeClock clock_;
  test::FakeConfiguration configuration_{io_, clock_, accounts};
  test::FakeStatus status_{io_, accounts};
  SnmpDoorCounters counters_;
  NotificationState notifications_;
  ExtentOfPhone extent_{configuration_, status_, notifications_};
  ObjectTree tree_{extent_};
  ObjectReader reader_{{configuration_, status_, counters_, notifications_}};
  UptimeZero zero_{clock_};
  StandardSources standard_sources_{configuration_, status_, "fuzz", zero_};
  StandardTree standard_{standard_sources_};
  ObjectSources sources_ = object_sources(tree_, reader_, standard_);
  FrameBuffer sent_;
  FrameBuffer received_;
  Header last_;
  std::uint32_t packet_ = 0x1000;
  std::map<std::uint32_t, int> unanswered_;
  SetTransactions sets_{configuration_, clock_, tree_,
                        [this](const std::string& response) { send(response); }, [] {}};
  FreshReads reads_{status_, sources_, [this](const std::string& response) { send(response); }};
  Session session_{clock_,
                   {.id = {1, 3, 6, 1, 4, 1, 5},
                    .description = "fuzz",
                    .subtrees = {{1, 3, 6, 1, 4, 1, 1}, {1, 3, 6, 1, 4, 1, 2}},
                    .capabilities = {1, 3, 6, 1, 4, 1, 5},
                    .capabilities_description = "fuzz"},
                   *this};
};

}  // namespace
}  // namespace lineman::mibs::agentx

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lineman::test::Input input{data, size};
  lineman::mibs::agentx::Talk talk;
  for (unsigned i = 0; i < lineman::mibs::agentx::most_steps && !input.empty(); ++i) {
    talk.step(input);
    talk.judge();
  }
  talk.finish();
  talk.judge();
  return 0;
}
