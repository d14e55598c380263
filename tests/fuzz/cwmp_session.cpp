// Whatever an ACS answers, post by post: a session posts once for each answer, what it posts is
// well formed, and it ends exactly once, with a sentence where it failed.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/fuzz/demands.hpp"
#include "tests/support/fake_clock.hpp"
#include "tr069/codec/xml_gate.hpp"
#include "tr069/session/quotation.hpp"
#include "tr069/session/session.hpp"

namespace lineman::cwmp {
namespace {

using lineman::test::demand;
using lineman::test::demand_shown;

constexpr std::size_t longest_problem = 8 * longest_quotation;
constexpr char end_of_reply = '\x1E';  // the record separator

// The replies: each a letter for its status, and its body.
class Replies {
 public:
  explicit Replies(std::string_view text) : rest_{text} {}

  std::optional<HttpReply> next() {
    if (rest_.empty()) return std::nullopt;
    const auto size = std::min(rest_.find(end_of_reply), rest_.size());
    const auto reply = rest_.substr(0, size);
    rest_.remove_prefix(std::min(size + 1, rest_.size()));
    if (reply.empty()) return HttpReply{.status = 204};
    return HttpReply{.status = status_of(reply.front()), .body = std::string{reply.substr(1)}};
  }

 private:
  static unsigned status_of(char letter) {
    switch (letter) {
      case 'e':
        return 500;
      case 'b':
        return 400;
      case 'n':
        return 204;
      case 'u':
        return 503;
      default:
        return 200;
    }
  }

  std::string_view rest_;
};

// Carries out nothing, and answers in three ways: at once, later, and with a fault.
class Phone {
 public:
  explicit Phone(lineman::test::FakeClock& clock) : clock_{clock} {}

  void play(Replies replies) {
    Session session{clock_, codec(), Namespace::cwmp_1_2, hooks()};
    session.start();
    while (!ended_) {
      answer_what_waits();
      if (ended_) break;
      demand(posts_ == replies_ + 1, "it does not post once for each answer\n");
      ++replies_;
      if (const auto reply = replies.next()) {
        session.replied(*reply);
      } else {
        clock_.advance(longest_answer);  // the ACS says nothing more
      }
    }
    demand(clock_.armed() == 0, "a timer is left behind\n");
    clock_.advance(2 * longest_answer);
    demand(ended_ == 1, "it ends more than once\n");
  }

 private:
  static Codec& codec() {
    static Codec codec;
    return codec;
  }

  Session::Hooks hooks() {
    return {.post = [this](const std::string& body) { posted(body); },
            .execute = [this](const Request& request,
                              Session::Answer answer) { execute(request, std::move(answer)); },
            .inform =
                [] {
                  return Inform{.events = {{"1 BOOT", ""}}};
                },
            .informed = [this] { ++informed_; },
            .next_request = [this] { return next_request(); },
            .answered = [this] { ++answered_; },
            .ended = [this](const SessionResult& result) { end(result); }};
  }

  // What the phone itself has to ask: two things.
  std::optional<OwnRequest> next_request() const {
    demand(informed_ == 1, "it asks before the InformResponse\n");
    if (answered_ == 0) return TransferComplete{};
    if (answered_ == 1) return GetAcsMethods{};
    return std::nullopt;
  }

  void posted(const std::string& body) {
    demand(!ended_, "it posts after its end\n");
    ++posts_;
    if (body.empty()) return;
    demand(!read_outline(body).problem, "what it posts is not well formed\n");
  }

  void execute(const Request& request, Session::Answer answer) {
    demand(informed_ == 1, "it carries out what came before the InformResponse\n");
    if (const auto* const set = std::get_if<SetParameterValues>(&request)) {
      GetParameterValuesResponse values;
      for (const auto& value : set->values)
        values.values.push_back({value.name, ValueType::string, value.value});
      return answer(values);
    }
    if (std::holds_alternative<Reboot>(request)) {
      waiting_ = std::move(answer);
      return;
    }
    answer(Fault{.code = FaultCode::request_denied, .sentence = std::string{name_of(request)}});
  }

  void answer_what_waits() {
    if (!waiting_) return;
    const auto answer = std::exchange(waiting_, nullptr);
    answer(RebootResponse{});
    answer(RebootResponse{});  // the second time is ignored
  }

  void end(const SessionResult& result) {
    ++ended_;
    demand(result.ok == result.sentence.empty(), "it failed without a sentence\n");
    demand(result.delivered == (informed_ == 1), "it does not say whether it has informed\n");
    demand(answered_ <= 2, "more was answered than asked\n");
    demand_shown(result.sentence, longest_problem);
  }

  lineman::test::FakeClock& clock_;
  Session::Answer waiting_;
  unsigned posts_ = 0;
  unsigned replies_ = 0;
  unsigned informed_ = 0;
  unsigned answered_ = 0;
  unsigned ended_ = 0;
};

}  // namespace
}  // namespace lineman::cwmp

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lineman::cwmp;
  lineman::test::FakeClock clock;
  const std::string octets(data, data + size);
  Phone{clock}.play(Replies{octets});
  return 0;
}
