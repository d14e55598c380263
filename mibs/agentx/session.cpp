#include "mibs/agentx/session.hpp"

#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/response.hpp"

namespace lineman::mibs::agentx {
namespace {

// RFC 2741, 6.2.3: the middle of 1 to 255.
constexpr std::uint8_t default_priority = 127;

// 6.2.2, reasonShutdown.
constexpr std::uint8_t shutdown = 5;

void reserve(PduWriter& writer, int octets) {
  for (int i = 0; i < octets; ++i) writer.octet(0);
}

}  // namespace

Session::Session(Clock& clock, SessionPlan plan, Listener& listener)
    : clock_{clock}, plan_{std::move(plan)}, listener_{listener} {}

Session::~Session() = default;

Header Session::next_header(PduType type) {
  Header header;
  header.type = type;
  header.session = id_;
  header.packet = ++packet_;
  return header;
}

void Session::expect_answer(const Header& header) {
  awaited_ = header.packet;
  timer_ = clock_.after(answer_timeout, [this] { end("it does not answer"); });
}

void Session::start() {
  send_open();
}

void Session::send_open() {
  const auto header = next_header(PduType::open);
  PduWriter writer{header};
  writer.octet(0);  // the master agent's own timeout
  reserve(writer, 3);
  writer.object_identifier(plan_.id);
  writer.octet_string(plan_.description);
  expect_answer(header);
  listener_.send(writer.finish());
}

void Session::send_register(const Oid& subtree) {
  const auto header = next_header(PduType::register_subtree);
  PduWriter writer{header};
  writer.octet(0);  // the session's timeout
  writer.octet(default_priority);
  writer.octet(0);  // no range
  reserve(writer, 1);
  writer.object_identifier(subtree);
  expect_answer(header);
  listener_.send(writer.finish());
}

void Session::send_capabilities() {
  const auto header = next_header(PduType::add_agent_caps);
  PduWriter writer{header};
  writer.object_identifier(plan_.capabilities);
  writer.octet_string(plan_.capabilities_description);
  expect_answer(header);
  listener_.send(writer.finish());
}

void Session::ping() {
  const auto header = next_header(PduType::ping);
  expect_answer(header);
  listener_.send(PduWriter{header}.finish());
}

void Session::received(const Frame& frame) {
  if (step_ == Step::over) return;
  switch (frame.header.type) {
    case PduType::response:
      if (frame.header.packet == awaited_ && awaited_ != 0) answered(frame);
      break;
    case PduType::close:
      end("it has closed the session");
      break;
    default:
      if (step_ != Step::opening && frame.header.session == id_) {
        listener_.asked(frame);
      } else {
        listener_.send(error_response(frame.header, ResponseError::not_open));
      }
  }
}

void Session::answered(const Frame& frame) {
  awaited_ = 0;
  timer_.reset();
  PduReader reader{frame.payload, frame.header.flags};
  const auto uptime = reader.number32();
  const auto error = reader.number16();
  if (!reader.good()) return end("it sends a response that is none");
  if (error != 0 && needs_consent()) return end(words_of(error));
  if (step_ == Step::opening) {
    id_ = frame.header.session;
    uptime_ = uptime;
  }
  go_on();
}

// Objects can be read without a row of sysORTable, and without the standard modules.
bool Session::needs_consent() const {
  return step_ != Step::describing && (step_ != Step::registering || registered_ == 0);
}

void Session::go_on() {
  if (step_ == Step::opening) {
    step_ = Step::registering;
  } else if (step_ == Step::registering) {
    ++registered_;
  } else if (step_ == Step::describing) {
    step_ = Step::registered;
    listener_.registered();
    if (step_ == Step::over) return;
  }
  if (step_ == Step::registering && registered_ < plan_.subtrees.size()) {
    send_register(plan_.subtrees[registered_]);
  } else if (step_ == Step::registering) {
    step_ = Step::describing;
    send_capabilities();
  } else {
    timer_ = clock_.after(ping_interval, [this] { ping(); });
  }
}

void Session::close() {
  if (step_ == Step::over) return;
  const bool open = step_ != Step::opening;
  const auto header = next_header(PduType::close);
  step_ = Step::over;
  timer_.reset();
  if (!open) return;
  PduWriter writer{header};
  writer.octet(shutdown);
  reserve(writer, 3);
  listener_.send(writer.finish());
}

void Session::end(const std::string& why) {
  step_ = Step::over;
  timer_.reset();
  listener_.ended(why);
}

}  // namespace lineman::mibs::agentx
