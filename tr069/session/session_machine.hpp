// What leads a session, behind session.hpp: it lives on while one of its own calls runs, whatever
// the hooks do to the session. Its three phases have a file each: session_inform.cpp,
// session_own_requests.cpp, session_acs_requests.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tr069/session/http_status.hpp"
#include "tr069/session/session.hpp"
#include "tr069/session/version_choice.hpp"

namespace lineman::cwmp {

// The code with which an ACS asks for the same request again (TR-069, A.5.2).
inline constexpr unsigned retry_request = 8005;

class Session::Machine : public std::enable_shared_from_this<Machine> {
 public:
  Machine(Clock& clock, Codec& codec, Namespace first, Hooks hooks)
      : clock_(clock), codec_(codec), first_(first), version_(first), hooks_(std::move(hooks)) {}

  void start() {
    if (step_ == Step::fresh) post_inform();
  }
  void replied(const HttpReply& reply);
  void fail(std::string sentence, FailureCause cause = FailureCause::protocol) {
    end(std::move(sentence), cause);
  }
  void fail_with_status(unsigned status) {
    fail(sentence_of_status(status), cause_of_status(status));
  }

  // The owner has gone: nothing is called any more.
  void abandon() {
    if (step_ == Step::over) return;
    step_ = Step::over;
    timer_.reset();
    codec_.release();
  }

 private:
  enum class Step : std::uint8_t { fresh, informing, asking, talking, executing, over };

  void post(Step step, std::string body);
  void post_fault(FaultCode code, std::string sentence, const std::optional<std::string>& id);

  // The Inform, in the version that both know.
  void post_inform();
  void on_inform_reply(const HttpReply& reply);
  void on_inform_status(unsigned status);
  void on_inform_fault(const AcsFault& fault);
  void on_inform_response(const Envelope& envelope);
  void try_next_version(const std::string& sentence, std::optional<Namespace> wanted = {});
  // False where there is none.
  bool next_version(std::optional<Namespace> wanted = {});

  // What we have to ask.
  void speak();
  void on_answer_to_ours(const HttpReply& reply);
  void on_fault_to_ours(const AcsFault& fault);

  // What the ACS asks.
  void on_reply(const HttpReply& reply);
  void on_nothing();
  void on_unreadable(const DecodeError& error);
  void on_request(const Request& request, const std::optional<std::string>& id);
  bool count_request();
  void on_answer(unsigned number, const Response& response, const std::optional<std::string>& id);

  void end(std::optional<std::string> problem = std::nullopt, FailureCause cause = {});

  Clock& clock_;
  Codec& codec_;
  Namespace first_;
  VersionChoice version_;
  Hooks hooks_;
  Step step_ = Step::fresh;
  std::unique_ptr<Timer> timer_;      // for the answer to what was posted
  std::string request_;               // of ours, as it was posted
  unsigned repeats_ = 0;              // of it
  unsigned requests_of_ours_ = 0;     // made so far: their cwmp:ID
  OwnRequest asked_{};                // what the ACS has to answer
  bool hold_ = false;                 // it wants none of our requests
  std::optional<Namespace> settled_;  // from the InformResponse on
  bool none_is_taken_ = false;
  bool guessed_ = false;                // the version that is tried
  std::chrono::seconds closed_for_{0};  // as of the last reply
  unsigned requests_ = 0;
};

}  // namespace lineman::cwmp
