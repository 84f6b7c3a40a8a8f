# Reference program: ActiveSupport's to_json of what JSON.parse reads.
require "active_support"
require "active_support/json"

def encode(text)
  "=" + [JSON.parse(text).to_json].pack("m0")
rescue JSON::JSONError => error
  "!" + [error.message].pack("m0")
end

puts "rails"
$stdin.each_line(chomp: true) do |line|
  puts encode(line.unpack1("m0").force_encoding("UTF-8"))
end
