//! What other systems call our columns.

/// Our columns with foreign names in the order of trust: lower case, without spaces, underscores,
/// hyphens, dots and brackets.
const NAMES: [(&str, &str); 16] = [
    (
        "interval_start",
        "intervalstart timestamp interval datetime starttime start \
         time periodstart 时间 时段 开始时间 时间段 统计时间 日期时间",
    ),
    (
        "queue",
        "queue queuename skill skillgroup split calltype service \
         group type channel 队列 技能组 业务 业务类型 渠道 技能",
    ),
    (
        "offered",
        "offered callsoffered calls contacts incoming received \
         arrivals volume count inbound 呼入量 来电量 进线量 接入量 呼入 咨询量 话务量 来电数",
    ),
    (
        "answered",
        "answered handled callsanswered callshandled accepted served \
         接听量 接通量 应答量 接起量 接听数 已接",
    ),
    ("abandoned", "abandoned callsabandoned abandons lost hangups 放弃量 放弃数 呼损 未接"),
    (
        "answered_within",
        "answeredwithin withinsl insl answeredinsl acceptable 达标量 \
         服务水平内接听 20秒内接听 时限内接听量",
    ),
    (
        "aht_seconds",
        "ahtseconds aht averagehandletime avghandletime meansers \
         meanservices handletime avgtalktime 平均处理时长 平均通话时长 平均处理时间 \
         处理时长 通话时长",
    ),
    ("agent_id", "agentid id employeeid staffid login 工号 员工编号 坐席工号 编号"),
    ("name", "name fullname agentname employee 姓名 名字 坐席姓名"),
    ("team", "team department group 班组 团队 部门 组别"),
    ("contract", "contract contracttype employment 合同 用工类型 合同类型 用工形式"),
    ("skills", "skills skill queues 技能 技能组 队列"),
    ("hire_date", "hiredate startdate joined 入职日期 入职时间"),
    ("external_id", "externalid hrid payrollid 外部编号 人事编号"),
    ("seniority", "seniority level grade 级别 职级 资历"),
    ("protected", "protected pregnant nursing 特殊保护 三期 孕期 保护"),
];

/// The foreign names for one of our columns.
pub(super) fn names(field: &str) -> impl Iterator<Item = &'static str> {
    let found = NAMES.iter().find(|(name, _)| *name == field);
    found.map_or("", |(_, names)| names).split_whitespace()
}

/// A column's name as compared with these.
pub(super) fn plain(name: &str) -> String {
    let ignored = |c: &char| !matches!(c, ' ' | '_' | '-' | '.' | '(' | ')' | '（' | '）');
    name.to_lowercase().chars().filter(ignored).collect()
}
