using System.Diagnostics;
using OpenTelemetry;

namespace Footfall.Telemetry;

/// <summary>Removes from spans what libraries add about people and sites; routes and statements show what was done.</summary>
internal sealed class AttributeFilter : BaseProcessor<Activity>
{
    private static readonly string[] Private =
    [
        "client.address", "network.peer.address", "network.peer.port", "url.path", "url.query", "url.full", "user_agent.original",
        "orleans.rpc.target_id", "orleans.rpc.source_id", "orleans.grain.id", "exception.message", "exception.stacktrace",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (string attribute in Private)
        {
            data.SetTag(attribute, null);
        }
    }
}
