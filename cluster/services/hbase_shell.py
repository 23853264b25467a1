"""The shell of HBase: Ruby, read by JRuby."""

from __future__ import annotations

from cluster.jvm.components import Components
from cluster.service import Java, Site

# Maven's registry has no shell of 2.6; the Ruby of 2.4.17 runs on the client of 2.6.4. JRuby comes first: it brings
# other versions of two of HBase's libraries.
COMPONENTS = {
    "hbase-shell": Components(alone=("org.jruby:jruby-complete:9.2.13.0", "org.apache.hbase:hbase-shell:2.4.17")),
}
# 2.6 traces with another library, so the command that switches tracing in 2.4 cannot be loaded
BEGIN = """\
module Kernel
  alias require_anything require
  def require(name)
    return require_anything(name) unless name == 'shell/commands/trace'
    ::Shell::Commands.const_set(:Trace, Class.new(::Shell::Commands::Command))
  end
end
load 'uri:classloader:/jar-bootstrap.rb'
"""


def start(site: Site) -> Java:
    return Java(
        "org.jruby.Main",
        components="hbase-shell",
        heap_mb=256,
        options=(
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.io", "java.nio", "sun.nio.ch")),
            f"-Dlog4j.configuration=file:{site.conf('hbase', 'log4j-client.properties')}",
        ),
        arguments=(site.conf("hbase", "shell.rb"),),
        archive="hbase-shell",
        behind=("hbase",),
    )
