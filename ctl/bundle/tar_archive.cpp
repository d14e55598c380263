#include "ctl/bundle/tar_archive.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace lineman::ctl::bundle {
namespace {

constexpr std::size_t block = 512;

// Where the fields of a header stand, and how long they are.
struct Field {
  std::size_t at;
  std::size_t size;
};
constexpr Field name_field{0, 100}, mode_field{100, 8}, uid_field{108, 8}, gid_field{116, 8},
    size_field{124, 12}, time_field{136, 12}, sum_field{148, 8}, type_field{156, 1},
    magic_field{257, 8};

void put(std::string& header, Field field, std::string_view text) {
  std::copy_n(text.begin(), std::min(text.size(), field.size),
              header.begin() + static_cast<std::ptrdiff_t>(field.at));
}

// Octal digits that fill the field but for a NUL.
void put_number(std::string& header, Field field, std::uint64_t number) {
  std::string digits(field.size - 1, '0');
  for (auto at = digits.rbegin(); at != digits.rend() && number != 0; ++at, number /= 8)
    *at = static_cast<char>('0' + number % 8);
  put(header, field, digits);
}

std::uint64_t sum_of(const std::string& header) {
  std::uint64_t sum = 0;
  for (const char octet : header) sum += static_cast<unsigned char>(octet);
  return sum;
}

}  // namespace

void TarArchive::add(std::string_view name, std::string_view content) {
  constexpr std::uint64_t mode = 0600;
  std::string header(block, '\0');
  put(header, name_field, name.substr(0, name_field.size - 1));
  put_number(header, mode_field, mode);
  put_number(header, uid_field, 0);
  put_number(header, gid_field, 0);
  put_number(header, size_field, content.size());
  put_number(header, time_field, static_cast<std::uint64_t>(time_));
  put(header, type_field, "0");
  put(header, magic_field, std::string_view{"ustar\00000", 8});
  // The sum is that of a header in which its own field is blank.
  put(header, sum_field, "        ");
  put_number(header, {sum_field.at, sum_field.size - 1}, sum_of(header));
  header[sum_field.at + sum_field.size - 2] = '\0';
  octets_ += header;
  octets_ += content;
  octets_.resize((octets_.size() + block - 1) / block * block, '\0');
}

std::string TarArchive::finish() && {
  octets_.append(2 * block, '\0');
  return std::move(octets_);
}

}  // namespace lineman::ctl::bundle
