#include "agent/core/sip_core_client.hpp"

#include <utility>

#include "agent/core/core_connection.hpp"
#include "sipcore/protocol/json.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using sipcore::Error;
using varlink::Answer;

tl::expected<std::uint64_t, Error> generation_of(Answer answer) {
  const auto parameters = parameters_of(std::move(answer));
  if (!parameters) return tl::unexpected{parameters.error()};
  const auto* value = parameters->if_contains("generation");
  json::error_code error;
  const auto generation = value == nullptr ? 0 : value->to_number<std::uint64_t>(error);
  if (value == nullptr || error) return not_understood("the answer has no generation");
  return generation;
}

// The last reply has it; a core that does not count traffic leaves it out.
tl::expected<void, Error> add_traffic(const json::object& parameters, datamodel::CoreStatus& core) {
  const auto* traffic = parameters.if_contains("traffic");
  if (traffic == nullptr || traffic->is_null()) return {};
  if (!traffic->is_object()) return not_understood("the traffic is no object");
  auto read = sipcore::traffic_from_json(traffic->get_object());
  if (!read) return not_understood(read.error());
  core.traffic = std::move(*read);
  return {};
}

// Adds one reply of GetStatus; the core stands in each of them.
tl::expected<void, Error> add_account(const json::object& parameters, SipCore::Counters& counters) {
  const auto* core = parameters.if_contains("core");
  const auto* account = parameters.if_contains("account");
  if (core == nullptr || account == nullptr || !core->is_object() || !account->is_object()) {
    return not_understood("the status has no core or no account");
  }
  auto core_status = sipcore::core_status_from_json(core->get_object());
  if (!core_status) return not_understood(core_status.error());
  auto account_status = sipcore::account_status_from_json(account->get_object());
  if (!account_status) return not_understood(account_status.error());
  counters.core = std::move(*core_status);
  if (auto taken = add_traffic(parameters, counters.core); !taken) return taken;
  counters.accounts.push_back(std::move(*account_status));
  return {};
}

void load_next(const std::shared_ptr<CoreConnection>& connection,
               const std::shared_ptr<const sipcore::Load>& load, std::size_t next, Duration timeout,
               const CoreAnswer<std::uint64_t>& answer) {
  if (next == load->accounts.size()) {
    return connection->call(call_of("LoadEnd"), timeout,
                            [answer](Answer reply) { answer(generation_of(std::move(reply))); });
  }
  connection->call(call_of("LoadAccount", to_json(load->accounts[next])), timeout,
                   [connection, load, next, timeout, answer](Answer reply) {
                     const auto parameters = parameters_of(std::move(reply));
                     if (!parameters) return answer(tl::unexpected{parameters.error()});
                     load_next(connection, load, next + 1, timeout, answer);
                   });
}

}  // namespace

SipCoreClient::SipCoreClient(boost::asio::io_context& loop, Clock& clock, std::string socket_path)
    : connection_{std::make_shared<CoreConnection>(loop, clock, std::move(socket_path))} {}

SipCoreClient::~SipCoreClient() {
  connection_->stop();
}

void SipCoreClient::start(Listener& listener) {
  connection_->start(listener);
}

void SipCoreClient::prepare(const sipcore::Prepare& prepare, Duration timeout,
                            CoreAnswer<std::vector<sipcore::AccountEffect>> answer) {
  connection_->call(call_of("Prepare", to_json(prepare)), timeout,
                    [answer = std::move(answer)](Answer reply) {
                      answer(read_answer(std::move(reply), sipcore::effects_from_json));
                    });
}

void SipCoreClient::commit(const std::string& txn, Duration timeout,
                           CoreAnswer<std::uint64_t> answer) {
  connection_->call(
      call_of("Commit", {{"txn", txn}}), timeout,
      [answer = std::move(answer)](Answer reply) { answer(generation_of(std::move(reply))); });
}

void SipCoreClient::abort(const std::string& txn) {
  // An answer is awaited, since a call must not follow one that is still being answered; nobody
  // needs it.
  connection_->call(call_of("Abort", {{"txn", txn}}), CoreConnection::hello_timeout,
                    [](const Answer&) {});
}

void SipCoreClient::load(const sipcore::Load& load, Duration timeout,
                         CoreAnswer<std::uint64_t> answer) {
  connection_->call(call_of("LoadBegin", load_begin_to_json(load)), timeout,
                    [connection = connection_, kept = std::make_shared<const sipcore::Load>(load),
                     timeout, answer = std::move(answer)](Answer reply) {
                      const auto parameters = parameters_of(std::move(reply));
                      if (!parameters) return answer(tl::unexpected{parameters.error()});
                      load_next(connection, kept, 0, timeout, answer);
                    });
}

void SipCoreClient::status(Duration timeout, CoreAnswer<Counters> answer) {
  auto call = call_of("GetStatus");
  call.more = true;
  auto counters = std::make_shared<Counters>();
  auto failure = std::make_shared<std::optional<Error>>();
  connection_->call(std::move(call), timeout,
                    [counters, failure, answer = std::move(answer)](Answer reply) {
                      const bool last = !reply || !reply->continues;
                      const auto parameters = parameters_of(std::move(reply));
                      if (!parameters) return answer(tl::unexpected{parameters.error()});
                      const auto added = add_account(*parameters, *counters);
                      if (!added && !*failure) *failure = added.error();
                      if (!last) return;
                      if (*failure) return answer(tl::unexpected{**failure});
                      answer(std::move(*counters));
                    });
}

}  // namespace lineman::agent
