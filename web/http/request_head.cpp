#include "web/http/request_head.hpp"

#include <algorithm>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "web/http/host_field.hpp"
#include "web/http/letters.hpp"
#include "web/http/limits.hpp"
#include "web/http/request_target.hpp"

namespace lineman::web {
namespace {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::empty_body>;
using Fields = http::request<http::empty_body>;
using Verdict = std::optional<Refusal>;  // nothing: good

// Of these two in a request would be two requests in one.
constexpr http::field single_fields[] = {
    http::field::host,   http::field::content_length, http::field::transfer_encoding,
    http::field::expect, http::field::content_type,   http::field::origin,
    http::field::cookie};

Refusal refusal_of(const boost::system::error_code& error) {
  if (error == http::error::header_limit) return {431, "the headers are too large"};
  if (error == http::error::body_limit) return {413, "the body is too large"};
  if (error == http::error::bad_version) return {505, "this server speaks HTTP/1.1"};
  return {400, "the request is no HTTP: " + error.message()};
}

Verdict judge_fields(const Fields& fields) {
  if (std::distance(fields.begin(), fields.end()) > std::ptrdiff_t{most_fields})
    return Refusal{431, "there are too many headers"};
  for (const auto field : single_fields) {
    if (fields.count(field) > 1)
      return Refusal{400, std::string{http::to_string(field)} + " stands there twice"};
  }
  if (!std::ranges::all_of(fields[http::field::content_length], is_digit))
    return Refusal{400, "Content-Length is no length"};
  if (fields.version() != 10 && fields.version() != 11)
    return Refusal{505, "this server speaks HTTP/1.1"};
  return std::nullopt;
}

Verdict judge_method(const Fields& fields) {
  const auto method = fields.method();
  if (method == http::verb::unknown) return Refusal{501, "the method is not known"};
  if (method == http::verb::get || method == http::verb::head || method == http::verb::post)
    return std::nullopt;
  return Refusal{405, "only GET, HEAD and POST are taken"};
}

Verdict judge_body(const Fields& fields, std::size_t body) {
  if (fields.count(http::field::transfer_encoding) > 0)
    return Refusal{411, "a body needs its length"};
  if (body > largest_body) return Refusal{413, "the body is too large"};
  if (body > 0 && fields.method() != http::verb::post)
    return Refusal{400, "only a POST has a body"};
  const auto expected = fields[http::field::expect];
  if (!expected.empty() && lower_case({expected.data(), expected.size()}) != "100-continue")
    return Refusal{417, "nothing but 100-continue can be expected"};
  return std::nullopt;
}

std::string text_of(const Fields& fields, http::field field) {
  const auto value = fields[field];
  return {value.data(), value.size()};
}

// "application/json" of "Application/JSON; charset=utf-8".
std::string media_type(std::string_view field) {
  field = field.substr(0, field.find(';'));
  const auto end = field.find_last_not_of(" \t");
  return lower_case(field.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

Method method_of(http::verb verb) {
  if (verb == http::verb::get) return Method::get;
  return verb == http::verb::head ? Method::head : Method::post;
}

Request request_of(const Fields& fields, RequestTarget target, std::string host) {
  return {.method = method_of(fields.method()),
          .path = std::move(target.path),
          .query = std::move(target.query),
          .host = std::move(host),
          .origin = text_of(fields, http::field::origin),
          .cookie = text_of(fields, http::field::cookie),
          .content_type = media_type(text_of(fields, http::field::content_type)),
          .accept_encoding = text_of(fields, http::field::accept_encoding),
          .if_none_match = text_of(fields, http::field::if_none_match)};
}

// A client of HTTP/1.0 may leave it out.
std::optional<std::string> host_of(const Fields& fields) {
  if (fields.version() == 10 && fields.count(http::field::host) == 0) return std::string{};
  return read_host(text_of(fields, http::field::host));
}

tl::expected<RequestHead, Refusal> judge(const Parser& parser) {
  const auto& fields = parser.get();
  const auto length = parser.content_length();
  const std::size_t body = length ? std::min<std::uint64_t>(*length, largest_body + 1) : 0;
  auto verdict = judge_fields(fields);
  if (!verdict) verdict = judge_method(fields);
  if (!verdict) verdict = judge_body(fields, body);
  if (verdict) return tl::unexpected(*verdict);
  auto host = host_of(fields);
  if (!host) return tl::unexpected(Refusal{400, "Host is missing or names no host"});
  const auto target = fields.target();
  auto read = read_target({target.data(), target.size()}, *host);
  if (!read) return tl::unexpected(read.error());
  const bool is_newest = fields.version() == 11;
  return RequestHead{
      .request = request_of(fields, std::move(*read), std::move(*host)),
      .body = body,
      .persistent = is_newest && fields.keep_alive(),
      .expects_continue = is_newest && body > 0 && fields.count(http::field::expect) > 0};
}

}  // namespace

tl::expected<RequestHead, Refusal> read_request_head(std::string_view octets) {
  Parser parser;
  parser.header_limit(largest_head);
  parser.body_limit(boost::none);
  boost::system::error_code error;
  parser.put({octets.data(), octets.size()}, error);
  if (!error && !parser.is_header_done()) error = http::error::partial_message;
  if (error) return tl::unexpected(refusal_of(error));
  return judge(parser);
}

}  // namespace lineman::web
