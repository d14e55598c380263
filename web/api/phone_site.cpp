#include "web/api/phone_site.hpp"

#include <boost/json/serialize.hpp>

#include "daemon/log.hpp"
#include "datamodel/branding.hpp"
#include "web/api/answers.hpp"
#include "web/api/methods.hpp"
#include "web/api/parameter_list.hpp"
#include "web/api/request_checks.hpp"
#include "web/api/static_files.hpp"
#include "web/login/cookie.hpp"

namespace lineman::web {
namespace {

constexpr std::string_view api = "/api/";
constexpr std::string_view control = "/api/control/";
constexpr unsigned session_version = 1;
constexpr std::size_t longest_name = 128;  // octets of 32 characters

// Nothing where it is no string.
const boost::json::string* text_of(const boost::json::object& body, std::string_view name) {
  const auto* const value = body.if_contains(name);
  return value == nullptr ? nullptr : value->if_string();
}

// The password stands there.
Request without_body(const Request& request) {
  return {.host = request.host,
          .cookie = request.cookie,
          .peer = request.peer,
          .encrypted = request.encrypted};
}

Response wrong_method(std::string_view allowed) {
  auto response = failure(405, errors::wrong_method);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

// Why this user may not call it so; nothing where he may.
std::optional<Response> objection_to(const ControlMethod& method, const User& user,
                                     const boost::json::object& parameters) {
  if (method.needs == Needs::write && !user.writes) {
    return failure(403, errors::not_permitted,
                   {{"needs", "a user of the page whose access is write"}});
  }
  const auto* const secrets = parameters.if_contains("secrets");
  if (secrets != nullptr && !secrets->is_null() && *secrets != boost::json::value(false))
    return failure(403, errors::not_permitted, {{"needs", "root, by linemanctl"}});
  return std::nullopt;
}

}  // namespace

PhoneSite::PhoneSite(World world, Users users)
    : world_{std::move(world)},
      parameters_{serialize(parameter_list(world_.accounts))},
      events_{world_.loop, world_.clock, world_.control_socket},
      sessions_{world_.clock, [this](SessionNumber number) { ended(number); }},
      gate_{world_.loop, world_.clock, std::move(users)} {}

void PhoneSite::take(Users users) {
  sessions_.keep(users);
  gate_.take(std::move(users));
}

void PhoneSite::handle(Request request, std::shared_ptr<Reply> reply) {
  switch (request.method) {
    case Method::get:
    case Method::head:
      return handle_get(request, reply);
    case Method::post:
      return handle_post(request, reply);
    case Method::other:
      return reply->send(wrong_method("GET, HEAD, POST"));
  }
}

void PhoneSite::handle_get(const Request& request, const ReplyPtr& reply) {
  if (!request.path.starts_with(api)) return send_file(request, reply);
  if (request.path.starts_with(control) || request.path == "/api/login" ||
      request.path == "/api/logout") {
    return reply->send(wrong_method("POST"));
  }
  const auto* const session = session_of(request);
  if (session == nullptr) return reply->send(failure(401, errors::not_logged_in));
  if (request.path == "/api/events") return events_.add(session->number, reply);
  sessions_.touch(session->number);
  if (request.path == "/api/session") return tell_of_session(*session, reply);
  if (request.path != "/api/parameters") return reply->send(failure(404, errors::not_found));
  reply->send({.content_type = "application/json", .body = parameters_});
}

void PhoneSite::handle_post(const Request& request, const ReplyPtr& reply) {
  if (!request.path.starts_with(api)) return reply->send(wrong_method("GET, HEAD"));
  if (auto objection = objection_to_post(request)) return reply->send(std::move(*objection));
  if (request.path == "/api/login") return log_in(request, reply);
  const auto* const session = session_of(request);
  if (session == nullptr) return reply->send(failure(401, errors::not_logged_in));
  if (request.path == "/api/logout") return log_out(request, reply);
  sessions_.touch(session->number);
  if (request.path.starts_with(control)) return ask_agent(*session, request, reply);
  reply->send(failure(404, errors::not_found));
}

void PhoneSite::send_file(const Request& request, const ReplyPtr& reply) {
  const auto found = world_.find_asset(request.path);
  const bool shown = session_of(request) != nullptr || (found && found->whom == For::anybody);
  if (!shown) return reply->send(failure(401, errors::not_logged_in));
  if (!found) return reply->send(failure(404, errors::not_found));
  reply->send(answer_with(*found, request));
}

void PhoneSite::log_in(const Request& request, const ReplyPtr& reply) {
  const auto body = body_of(request);
  if (!body) return reply->send(body.error());
  const auto* const name = text_of(*body, "name");
  const auto* const password = text_of(*body, "password");
  if (name == nullptr || password == nullptr || name->size() > longest_name)
    return reply->send(
        failure(400, errors::not_json, {{"reason", "has to have name and password"}}));
  gate_.ask(std::string{*name}, std::string{*password}, request.peer,
            [this, asked = without_body(request), reply](const Admission& admission) {
              switch (admission.kind) {
                case Admission::Kind::admitted:
                  return reply->send(logged_in(asked, admission.user));
                case Admission::Kind::wrong:
                  return reply->send(failure(401, errors::wrong_login));
                case Admission::Kind::too_soon:
                  return reply->send(failure_until(429, errors::too_many_attempts, admission.wait));
                case Admission::Kind::busy:
                  return reply->send(failure_until(503, errors::busy, std::chrono::seconds{1}));
              }
            });
}

// A session that the browser had is over: each login has an id of its own.
Response PhoneSite::logged_in(const Request& asked, const User& user) {
  if (const auto* const before = session_of(asked)) sessions_.end(before->number);
  auto response = no_content();
  response.headers.emplace_back("Set-Cookie",
                                session_cookie(sessions_.begin(user), asked.encrypted));
  return response;
}

void PhoneSite::log_out(const Request& request, const ReplyPtr& reply) {
  const auto session = *session_of(request);
  log::info(log::Event::web_logout, "a user logged out of the page",
            {{"LINEMAN_USER", session.user.name}, {"LINEMAN_SOURCE", request.peer}});
  sessions_.end(session.number);
  auto response = no_content();
  response.headers.emplace_back("Set-Cookie", ended_cookie(request.encrypted));
  reply->send(std::move(response));
}

void PhoneSite::tell_of_session(const Session& session, const ReplyPtr& reply) {
  reply->send(json_answer({{"version", session_version},
                           {"name", session.user.name},
                           {"access", session.user.writes ? "write" : "read"},
                           {"seconds_left", sessions_.left(session).count()},
                           {"product", branding::product_class},
                           {"software", LINEMAN_VERSION}}));
}

void PhoneSite::ask_agent(const Session& session, const Request& request, const ReplyPtr& reply) {
  const auto* const method = method_named(std::string_view{request.path}.substr(control.size()));
  if (method == nullptr) return reply->send(failure(404, errors::not_found));
  auto parameters = body_of(request);
  if (!parameters) return reply->send(parameters.error());
  if (auto objection = objection_to(*method, session.user, *parameters))
    return reply->send(std::move(*objection));
  line_of(session).call(method->name, std::move(*parameters),
                        [reply](const varlink::Answer& answer) { reply->send(answer_of(answer)); });
}

const Session* PhoneSite::session_of(const Request& request) const {
  return sessions_.find(session_id_in(request.cookie, request.encrypted));
}

AgentLine& PhoneSite::line_of(const Session& session) {
  return lines_.try_emplace(session.number, world_.loop, world_.control_socket, session.user)
      .first->second;
}

// What was asked and has no answer yet stays without one: the browser is told 500 by the door.
void PhoneSite::ended(SessionNumber number) {
  lines_.erase(number);
  events_.end_of(number);
}

}  // namespace lineman::web
