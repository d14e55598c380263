#include "tests/web/api/site_rig.hpp"

#include <boost/json/parse.hpp>
#include <filesystem>

#include "agent/control/replies.hpp"
#include "web/login/password_hash.hpp"

namespace lineman::web {
namespace {

constexpr std::string_view host = "phone.example";

std::optional<Asset> find_asset(std::string_view path) {
  if (path == "/") {
    return Asset{.content_type = "text/html",
                 .bytes = "<login>",
                 .gzip = "zipped",
                 .etag = "\"1\"",
                 .whom = For::anybody};
  }
  if (path == "/app.js")
    return Asset{.content_type = "text/javascript", .bytes = "app", .etag = "\"2\""};
  return std::nullopt;
}

const std::string& hash_of_password() {
  static const std::string hash = hash_of("ladder");
  return hash;
}

}  // namespace

std::vector<std::string> FakeReply::kinds() const {
  std::vector<std::string> kinds;
  for (std::size_t at = 0; (at = written.find("data: ", at)) != std::string::npos; ++at) {
    const auto end = written.find("\n\n", at);
    const auto event = boost::json::parse(written.substr(at + 6, end - at - 6));
    kinds.emplace_back(event.at("kind").as_string());
  }
  return kinds;
}

SiteTest::SiteTest()
    : site_{{.loop = loop_,
             .clock = clock_,
             .control_socket = folder_.path("control"),
             .accounts = 2,
             .find_asset = find_asset},
            users()} {
  start_agent();
}

Users SiteTest::users() {
  return Users{{{.name = "installer", .hash = hash_of_password(), .writes = true},
                {.name = "desk", .hash = hash_of_password()}}};
}

void SiteTest::start_agent() {
  service_ = std::make_unique<agent::ControlService>(
      configuration_, status_, history_, calls_, events_, clock_, access_,
      agent::ControlSources{[] { return std::vector<DoorState>{}; }, [] { return AcsState{}; },
                            [] { return true; }});
  varlink::ServerOptions options;
  options.interfaces = {agent::control_interface()};
  std::filesystem::remove(folder_.path("control"));
  server_ = std::make_unique<varlink::Server>(loop_, std::move(options), *service_);
  server_->open(varlink::ListenSocket::at(folder_.path("control"), 0600).value());
}

Request SiteTest::get(const std::string& path) {
  return {.method = Method::get, .path = path, .host = std::string{host}, .peer = "192.0.2.1"};
}

Request SiteTest::post(const std::string& path, const std::string& body) {
  return {.method = Method::post,
          .path = path,
          .host = std::string{host},
          .origin = "http://" + std::string{host},
          .content_type = "application/json",
          .body = body,
          .peer = "192.0.2.1"};
}

Response SiteTest::ask(const Request& request) {
  const auto reply = std::make_shared<FakeReply>();
  site_.handle(request, reply);
  EXPECT_TRUE(turn_until([&] { return reply->sent.has_value(); })) << request.path;
  return reply->sent.value_or(Response{.status = 0});
}

Response SiteTest::ask_as(const std::string& cookie, Request request) {
  request.cookie = cookie;
  return ask(request);
}

std::string SiteTest::log_in(const std::string& name, const std::string& password) {
  const auto response =
      ask(post("/api/login", R"({"name":")" + name + R"(","password":")" + password + R"("})"));
  for (const auto& [header, value] : response.headers) {
    if (header == "Set-Cookie") return value.substr(0, value.find(';'));
  }
  return {};
}

std::shared_ptr<FakeReply> SiteTest::watch(const std::string& cookie) {
  const auto stream = std::make_shared<FakeReply>();
  auto request = get("/api/events");
  request.cookie = cookie;
  site_.handle(request, stream);
  return stream;
}

bool SiteTest::turn_until(const std::function<bool()>& done) {
  constexpr std::chrono::seconds longer_than_any_sound_run{30};
  const auto end = std::chrono::steady_clock::now() + longer_than_any_sound_run;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    loop_.restart();
    loop_.run_one_for(std::chrono::milliseconds{100});
  }
  return true;
}

bool SiteTest::until_kinds(const FakeReply& stream, const std::vector<std::string>& kinds) {
  const bool came = turn_until([&] { return stream.kinds().size() >= kinds.size(); });
  EXPECT_EQ(stream.kinds(), kinds);
  return came;
}

boost::json::object SiteTest::json_of(const Response& response) {
  return boost::json::parse(response.body).as_object();
}

std::string SiteTest::error_of(const Response& response) {
  return std::string{json_of(response).at("error").as_string()};
}

}  // namespace lineman::web
