// The arguments of requests as gSOAP reads them, made into messages. What is missing or wrong is
// said to the Arguments; the result is then of no use.
#pragma once

#include "tr069/codec/arguments.hpp"
#include "tr069/codec/gsoap_context.hpp"
#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

Request taken(const cwmp__SetParameterValues& in, Arguments& arguments);
Request taken(const cwmp__GetParameterNames& in, Arguments& arguments);
Request taken(const cwmp__SetParameterAttributes& in, Arguments& arguments);
Request taken(const cwmp__ScheduleInform& in, Arguments& arguments);

// Requests that share their arguments.
Request taken_get_values(const cwmp__NamesRequest& in, Arguments& arguments);
Request taken_get_attributes(const cwmp__NamesRequest& in, Arguments& arguments);
Request taken_add_object(const cwmp__ObjectRequest& in, Arguments& arguments);
Request taken_delete_object(const cwmp__ObjectRequest& in, Arguments& arguments);
Request taken_reboot(const cwmp__KeyRequest& in, Arguments& arguments);
Request taken_cancel_transfer(const cwmp__KeyRequest& in, Arguments& arguments);
Request taken_download(const cwmp__FileRequest& in, Arguments& arguments);
Request taken_upload(const cwmp__FileRequest& in, Arguments& arguments);
Request taken_schedule_download(const cwmp__FileRequest& in, Arguments& arguments);

// A list of strings; an absent one is empty.
std::vector<std::string> strings_of(const cwmp__Strings* list);

}  // namespace lineman::cwmp
