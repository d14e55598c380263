// What a phone says when it cannot do as the ACS wants (TR-069, A.5.1).
#pragma once

#include <cstdint>

namespace lineman::cwmp {

// TR-069, table A.7 (as far as we say them), with the side that SOAP blames.
enum class FaultCode : std::uint16_t {
  method_not_supported = 9000,
  request_denied = 9001,
  internal_error = 9002,
  invalid_arguments = 9003,
  resources_exceeded = 9004,
  invalid_parameter_name = 9005,
  invalid_parameter_type = 9006,
  invalid_parameter_value = 9007,
  not_writable = 9008,
  notification_rejected = 9009,
  download_failure = 9010,
  upload_failure = 9011,
  file_authentication_failure = 9012,
  unsupported_protocol = 9013,
  cannot_join_multicast = 9014,
  cannot_contact_server = 9015,
  cannot_access_file = 9016,
  cannot_complete_download = 9017,
  file_corrupted = 9018,
  file_not_authentic = 9019,
  outside_time_windows = 9020,
  cancel_not_permitted = 9021,
};

// Whether SOAP's faultcode of it is Client; it is Server otherwise.
bool is_client_fault(FaultCode code);

}  // namespace lineman::cwmp
