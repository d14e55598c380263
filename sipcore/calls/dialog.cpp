#include "sipcore/calls/dialog.hpp"

#include <algorithm>
#include <utility>

#include "sipcore/message/sip_uri.hpp"

namespace lineman::sipcore {

namespace {

std::string user_of(std::string_view uri) {
  const auto parsed = parse_sip_uri(uri);
  return parsed ? parsed->user : std::string();
}

// A Contact that is no SIP URI leads nowhere: then what was addressed before goes on.
std::string target_of(const MessageHead& message, const std::string& otherwise) {
  return parse_sip_uri(message.contact_uri) ? message.contact_uri : otherwise;
}

bool is_loose(std::string_view route) {
  const auto uri = parse_sip_uri(uri_within(route));
  return uri && uri->loose;
}

// The other side says where requests go, and not everything that it may say is taken.
bool may_lead(const IpAddress& from, const IpAddress& to) {
  return is_unicast(to) && (!is_loopback(to) || is_loopback(from));
}

}  // namespace

Dialog::Dialog(const RequestForm& request, const Response& response, std::shared_ptr<Link> link)
    : call_id_(request.call_id),
      local_(request.from),
      local_tag_(request.from_tag),
      remote_(response.to),
      remote_tag_(response.to_tag),
      remote_target_(target_of(response, request.uri)),
      routes_(response.record_routes.rbegin(), response.record_routes.rend()),
      local_cseq_(request.cseq),
      contact_user_(user_of(uri_within(request.from))),
      began_on_(std::move(link)) {}

Dialog::Dialog(const Request& request, std::string local_tag, std::string contact_user,
               std::shared_ptr<Link> link)
    : call_id_(request.call_id),
      local_(request.to_tag.empty() ? request.to : "<" + request.to_uri + ">"),
      local_tag_(std::move(local_tag)),
      remote_(request.from),
      remote_tag_(request.from_tag),
      remote_target_(target_of(request, request.from_uri)),
      routes_(request.record_routes),
      remote_cseq_(request.cseq),
      contact_user_(std::move(contact_user)),
      began_on_(std::move(link)) {}

bool Dialog::has(const Request& request) const {
  return request.call_id == call_id_ && request.to_tag == local_tag_ &&
         request.from_tag == remote_tag_;
}

bool Dialog::takes_in_order(const Request& request) {
  if (remote_cseq_ && request.cseq <= *remote_cseq_) return false;
  remote_cseq_ = request.cseq;
  return true;
}

void Dialog::refresh_target(const MessageHead& message) {
  remote_target_ = target_of(message, remote_target_);
}

RequestForm Dialog::next(std::string_view method, const Target& local) {
  return form(method, ++local_cseq_, local);
}

RequestForm Dialog::ack(const RequestForm& invite, const Target& local) const {
  auto ack = form("ACK", invite.cseq, local);
  ack.authorization = invite.authorization;
  return ack;
}

RequestForm Dialog::form(std::string_view method, std::uint32_t cseq, const Target& local) const {
  RequestForm form{.method = std::string(method),
                   .uri = remote_target_,
                   .local = local,
                   .branch = new_branch(),
                   .from = local_,
                   .from_tag = local_tag_,
                   .to = remote_,
                   .call_id = call_id_,
                   .cseq = cseq,
                   .routes = routes_};
  // A proxy of RFC 2543 takes the Request-URI for itself (RFC 3261, 12.2.1.1).
  if (!routes_.empty() && !is_loose(routes_.front())) {
    form.uri = uri_within(routes_.front());
    form.routes.erase(form.routes.begin());
    form.routes.push_back("<" + remote_target_ + ">");
  }
  return form;
}

std::shared_ptr<Link> Dialog::link(Transport& transport) const {
  const std::string_view next =
      routes_.empty() ? std::string_view(remote_target_) : uri_within(routes_.front());
  const auto uri = parse_sip_uri(next);
  const auto target = uri ? literal_target(*uri) : std::nullopt;
  if (!target || *target == began_on_->target()) return began_on_;
  if (!may_lead(began_on_->target().address, target->address)) return began_on_;
  const bool same_peer = target->address == began_on_->target().address &&
                         target->protocol == began_on_->target().protocol;
  // Its certificate shows a name, not the address of the route.
  if (same_peer && target->protocol == Protocol::tls) return began_on_;
  auto opened = transport.open(*target, to_string(target->address));
  return opened ? *opened : began_on_;
}

}  // namespace lineman::sipcore
