#include "sipcore/calls/sdp.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>
#include <vector>

namespace lineman::sipcore {

namespace {

constexpr std::string_view discard_port = "9";

struct Codec {
  std::string_view format;
  std::string_view name;
};
constexpr std::array codecs = {Codec{"0", "PCMU/8000"}, Codec{"8", "PCMA/8000"}};

struct MediaLine {
  std::string media;
  bool closed = false;  // by port 0 (RFC 3264, 5.1)
  std::string protocol;
  std::vector<std::string> formats;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

std::string media_text(std::string_view port, std::string_view protocol,
                       const std::vector<Codec>& spoken) {
  std::string text = "m=audio " + std::string(port) + " " + std::string(protocol);
  for (const auto& codec : spoken) (text += " ") += codec.format;
  text += "\r\n";
  for (const auto& codec : spoken) {
    ((text += "a=rtpmap:") += codec.format) += " ";
    (text += codec.name) += "\r\n";
  }
  return text + "a=inactive\r\n";
}

std::vector<Codec> spoken_of(const MediaLine& line) {
  std::vector<Codec> spoken;
  if (line.closed || line.media != "audio" || line.protocol != "RTP/AVP") return spoken;
  for (const auto& format : line.formats) {
    const auto found = std::ranges::find(codecs, format, &Codec::format);
    if (found != codecs.end()) spoken.push_back(*found);
  }
  return spoken;
}

tl::expected<std::vector<MediaLine>, std::string> media_of(std::string_view offer) {
  const auto lines = lines_of(offer);
  if (lines.empty() || lines.front() != "v=0")
    return tl::unexpected<std::string>("the session description has no version 0");
  std::vector<MediaLine> all;
  for (const auto line : lines) {
    if (!line.starts_with("m=")) continue;
    const auto words = words_of(line.substr(2));
    if (words.size() < 4) return tl::unexpected<std::string>("a media line is too short");
    if (all.size() == most_media_lines)
      return tl::unexpected<std::string>("there are more media lines than are taken");
    all.push_back({.media = words[0],
                   .closed = words[1] == "0",
                   .protocol = words[2],
                   .formats = {words.begin() + 3, words.end()}});
  }
  return all;
}

}  // namespace

std::string SdpSession::head(const IpAddress& local) {
  const auto place = std::string("IN ") + (local.v6 ? "IP6 " : "IP4 ") + to_string(local);
  return "v=0\r\no=- " + std::to_string(id_) + " " + std::to_string(++version_) + " " + place +
         "\r\ns=-\r\nc=" + place + "\r\nt=0 0\r\n";
}

std::string SdpSession::offer(const IpAddress& local) {
  return head(local) + media_text(discard_port, "RTP/AVP", {codecs.begin(), codecs.end()});
}

tl::expected<std::string, std::string> SdpSession::answer(std::string_view offer,
                                                          const IpAddress& local) {
  const auto media = media_of(offer);
  if (!media) return tl::unexpected(media.error());
  std::string text;
  bool any = false;
  for (const auto& line : *media) {
    const auto spoken = spoken_of(line);
    any = any || line.closed || !spoken.empty();
    if (spoken.empty()) {
      text += "m=" + line.media + " 0 " + line.protocol + " " + line.formats.front() + "\r\n";
    } else {
      text += media_text(discard_port, line.protocol, spoken);
    }
  }
  if (!any) return tl::unexpected<std::string>("no media line is one of audio that is spoken");
  return head(local) + text;
}

}  // namespace lineman::sipcore
