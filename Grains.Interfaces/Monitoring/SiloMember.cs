namespace Footfall.Monitoring;

/// <summary>A silo that the cluster knows.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Silo">Its address, which changes with each start.</param>
/// <param name="Status">Membership status.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiloMember")]
public sealed record SiloMember([property: Id(0)] string Name, [property: Id(1)] string Silo, [property: Id(2)] MemberStatus Status);

/// <summary>Status of a silo as the cluster sees it.</summary>
public enum MemberStatus
{
    /// <summary>The silo is a member.</summary>
    Active,

    /// <summary>The silo is joining.</summary>
    Joining,

    /// <summary>The silo was asked to stop, and hands over.</summary>
    Leaving,

    /// <summary>The silo has stopped, or was declared dead.</summary>
    Dead,
}
