# Reference program: Ruby's JSON.generate of what JSON.parse reads.
require "json"

def encode(text)
  "=" + [JSON.generate(JSON.parse(text))].pack("m0")
rescue JSON::JSONError => error
  "!" + [error.message].pack("m0")
end

puts "ruby"
$stdin.each_line(chomp: true) do |line|
  puts encode(line.unpack1("m0").force_encoding("UTF-8"))
end
