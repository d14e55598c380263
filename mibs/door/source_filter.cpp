#include "mibs/door/source_filter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "mibs/door/limits.hpp"

namespace lineman::mibs {
namespace {

constexpr unsigned mapped_bits = 96;  // before the IPv4 address in its mapped form

bool is_mapped(const SourceAddress& address) {
  const SourceAddress prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(prefix.begin(), prefix.begin() + mapped_bits / 8, address.begin());
}

bool same_bits(const SourceAddress& a, const SourceAddress& b, unsigned bits) {
  const auto whole = static_cast<std::ptrdiff_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  if (bits % 8 == 0) return true;
  const unsigned mask = 0xFFU << (8 - bits % 8);
  const auto at = static_cast<std::size_t>(whole);
  return ((static_cast<unsigned>(a[at]) ^ static_cast<unsigned>(b[at])) & mask & 0xFFU) == 0;
}

}  // namespace

std::optional<SourceAddress> source_address(std::string_view text) {
  const std::string address{text};
  SourceAddress source{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (::inet_pton(AF_INET, address.c_str(), source.data() + mapped_bits / 8) == 1) return source;
  if (::inet_pton(AF_INET6, address.c_str(), source.data()) == 1) return source;
  return std::nullopt;
}

NetworkList::NetworkList(std::string_view text) {
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto slash = part.find('/');
    const auto address = source_address(part.substr(0, slash));
    if (!address) continue;
    Network network{*address, 128};
    if (slash != std::string_view::npos) {
      const auto digits = part.substr(slash + 1);
      unsigned bits = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), bits);
      network.bits = std::min(bits + (is_mapped(*address) ? mapped_bits : 0), 128U);
    }
    networks_.push_back(network);
  }
}

bool NetworkList::holds(const SourceAddress& source) const {
  return std::ranges::any_of(networks_, [&](const Network& network) {
    return same_bits(network.address, source, network.bits);
  });
}

std::size_t RateLimit::Hash::operator()(const SourceAddress& source) const {
  const std::string_view octets{reinterpret_cast<const char*>(source.data()), source.size()};
  return std::hash<std::string_view>{}(octets);
}

void RateLimit::forget_the_most_silent() {
  buckets_.erase(std::ranges::min_element(buckets_, {},
                                          [](const auto& entry) { return entry.second.last(); }));
}

bool RateLimit::permits(const SourceAddress& source, TimePoint now) {
  if (rate_.amount == 0) return true;
  auto found = buckets_.find(source);
  if (found == buckets_.end()) {
    if (buckets_.size() >= maximum_sources) forget_the_most_silent();
    found = buckets_.emplace(source, daemon::TokenBucket{rate_, now}).first;
  }
  return found->second.take(rate_, now);
}

}  // namespace lineman::mibs
