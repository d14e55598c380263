#include "sipcore/registration/binding.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "sipcore/message/message_text.hpp"
#include "sipcore/message/token.hpp"

namespace lineman::sipcore {

using datamodel::ServerCounter;
using std::chrono::seconds;

std::string binding_token(unsigned server, const Target& target) {
  // FNV-1a: short and stable; it need not withstand anybody.
  std::uint32_t hash = 2'166'136'261U;
  auto place = std::to_string(server) + "/" + to_string(target);
  if (target.protocol != Protocol::udp) place += via_name(target.protocol);
  for (const char c : place) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  }
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%07x", hash & 0xFFF'FFFFU);
  return text.data();
}

unsigned reg_id_of(std::string_view token) {
  return static_cast<unsigned>(std::stoul(std::string(token), nullptr, 16)) + 1;
}

Binding::Binding(Clock& clock, Transactions& transactions, std::shared_ptr<Link> link,
                 BindingForm form, datamodel::ServerCounters& counters)
    : clock_(clock),
      transactions_(transactions),
      link_(std::move(link)),
      form_(std::move(form)),
      counters_(counters),
      authenticator_(form_.credentials),
      call_id_(random_token(16)),
      from_tag_(random_token(8)),
      token_(binding_token(form_.server, link_->target())) {}

void Binding::attempt(seconds expires, const Patience& patience, BindingNews news) {
  news_ = std::move(news);
  patience_ = patience;
  const auto longest = static_cast<std::int64_t>(std::numeric_limits<std::uint32_t>::max());
  expires_ = static_cast<std::uint32_t>(std::min<std::int64_t>(expires.count(), longest));
  if (expires_ > 0) expires_ = std::max(expires_, minimum_);
  told_too_brief_ = told_of_nat_ = false;
  heard_ = false;
  authenticator_.begin_attempt();
  send();
}

void Binding::abandon() {
  request_.reset();
  news_ = {};
}

void Binding::send() {
  OutgoingRequest request;
  request.link = link_;
  request.method = datamodel::Method::register_;
  request.method_text = "REGISTER";
  request.branch = new_branch();
  request.call_id = call_id_;
  request.from_tag = from_tag_;
  request.cseq = ++cseq_;
  if (has_moved()) link_->set_seen_as(std::nullopt);
  sent_from_ = link_->local();
  contact_ = link_->contact();
  const auto authorization = authenticator_.lines("REGISTER", registrar_uri(form_.identity));
  request.text = register_text({.identity = form_.identity,
                                .local = *sent_from_,
                                .contact = *contact_,
                                .branch = request.branch,
                                .from_tag = from_tag_,
                                .call_id = call_id_,
                                .cseq = cseq_,
                                .expires = expires_,
                                .binding = token_,
                                .reg_id = reg_id_of(token_),
                                .instance_id = form_.instance_id,
                                .authorization = authorization,
                                .route = form_.route,
                                .leaves = stands_ == contact_ ? std::nullopt : stands_});
  request_ = transactions_.start(std::move(request), patience_, counters_,
                                 {.ended = [this](TransactionEnd how) { ended(std::move(how)); },
                                  .unanswered =
                                      [this] {
                                        if (news_.unanswered) news_.unanswered();
                                      }});
}

void Binding::ended(TransactionEnd how) {
  if (const auto* answer = std::get_if<Answered>(&how)) return answered(*answer);
  if (const auto* error = std::get_if<TransportError>(&how)) {
    return fail(cause_of(error->kind), 0, error->sentence);
  }
  fail(Cause::timeout, 0, "no final response in time");
}

void Binding::answered(const Answered& answer) {
  const auto& response = answer.response;
  heard_ = true;
  if (news_.answered) news_.answered(response);
  note_nat(response);
  if (response.status == 401 || response.status == 407) return challenged(response);
  if (response.status < 300) return granted(answer);
  if (response.status == 423) return too_brief(response);
  if (response.status == 503) {
    AttemptFailure failure{.cause = Cause::unavailable, .code = 503, .reason = response.reason};
    if (response.retry_after) failure.retry_after = seconds(*response.retry_after);
    return finish(std::move(failure));
  }
  const bool rejected = response.status == 403 || response.status == 404;
  fail(rejected ? Cause::rejected : Cause::response, response.status, response.reason);
}

// Behind a NAT the server sees us elsewhere, and that is where it has to send what is for us. Over
// a connection it answers by that.
void Binding::note_nat(const Response& response) {
  if (!response.seen_as || link_->target().protocol != Protocol::udp) return;
  const bool is_ours = *response.seen_as == *sent_from_;
  link_->set_seen_as(is_ours ? std::nullopt : response.seen_as);
}

void Binding::challenged(const Response& response) {
  ++counters_[ServerCounter::challenges];
  if (authenticator_.accept(response)) return send();
  fail(Cause::authentication, response.status, authenticator_.why());
}

void Binding::too_brief(const Response& response) {
  if (told_too_brief_ || expires_ == 0 || response.min_expires.value_or(0) <= expires_) {
    return fail(Cause::response, response.status, response.reason);
  }
  told_too_brief_ = true;
  minimum_ = *response.min_expires;
  expires_ = minimum_;
  send();
}

std::optional<seconds> Binding::own_lease(const Response& response) const {
  const auto& local = *contact_;
  const auto ours = [&](const ListedContact& contact) {
    const auto host = contact.host.starts_with('[')
                          ? contact.host.substr(1, contact.host.size() - 2)
                          : contact.host;
    const auto port = contact.port == 0 ? std::uint16_t{5060} : contact.port;
    // A registrar that drops a parameter it does not know lists us all the same (RFC 3261, 19.1.4).
    return parse_ip(host) == local.address && port == local.port &&
           (contact.user == form_.identity.user ||
            contact.user == escaped_user(form_.identity.user)) &&
           (contact.binding == token_ || contact.binding.empty());
  };
  auto found = std::ranges::find_if(response.contacts, [&](const ListedContact& contact) {
    return ours(contact) && !contact.binding.empty();
  });
  if (found == response.contacts.end()) found = std::ranges::find_if(response.contacts, ours);
  if (found == response.contacts.end()) return std::nullopt;
  return seconds(found->expires.value_or(response.expires.value_or(expires_)));
}

void Binding::granted(const Answered& answer) {
  if (expires_ == 0) {
    lease_end_ = {};
    stands_.reset();
    return finish(AttemptSuccess{.lease = seconds(0), .round_trip = answer.round_trip});
  }
  const auto lease = own_lease(answer.response);
  if (!lease)
    return fail(Cause::response, answer.response.status, "the answer does not list our Contact");
  if (link_->contact() != *contact_ && !std::exchange(told_of_nat_, true)) {
    stands_ = contact_;
    return send();  // once more, with the address that it sees
  }
  if (lease->count() == 0)
    return fail(Cause::response, answer.response.status, "the answer grants our Contact no time");
  lease_end_ = clock_.now() + *lease;
  stands_ = contact_;
  finish(AttemptSuccess{.lease = *lease, .round_trip = answer.round_trip});
}

void Binding::fail(Cause cause, unsigned code, std::string reason) {
  finish(AttemptFailure{.cause = cause, .code = code, .reason = std::move(reason)});
}

void Binding::finish(AttemptResult result) {
  request_.reset();
  // Nothing of this object is touched from here on: the owner may destroy it.
  const auto done = std::move(news_.done);
  news_ = {};
  done(std::move(result));
}

}  // namespace lineman::sipcore
