namespace Footfall.Days;

/// <summary>Whose events are counted.</summary>
public enum BotsFilter
{
    /// <summary>People's.</summary>
    Exclude,

    /// <summary>Bots'.</summary>
    Only,

    /// <summary>Both, each counted apart and then added.</summary>
    Include,
}
